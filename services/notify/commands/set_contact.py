"""Enter how a member of staff is reached (录入联系方式)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.notify.domain.contact import Contact, Language
from services.notify.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt
from shared.kernel.upsert import change_or_create

Role = Literal["centre_admin", "registrar", "grants_officer", "rescue_worker", "station_head", "operator"]
StaffId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\w.:@-]+$")]
Address = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s<>,;:\"()\\]+@[^@\s<>,;:\"()\\]+$")]


class SetContact(Command):
    """Who it is, the roles held, the address (none: no mail is ever sent), and the language of mails at first."""

    staff_id: StaffId
    roles: Annotated[list[Role], Field(max_length=6)]
    email: Address | None = None
    language: Language = Language.ZH


async def set_contact(cmd: SetContact, cause: Cause, ports: Ports) -> Receipt:
    return await change_or_create(
        ports.contacts,
        Contact(cmd.staff_id),
        cause,
        lambda contact: contact.enter(cmd.roles, cmd.email, cmd.language),
    )
