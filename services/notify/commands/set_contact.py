"""Enter how a member of staff is reached (录入联系方式)."""

from typing import Annotated

from pydantic import StringConstraints

from services.notify.domain.contact import Contact
from services.notify.domain.fields import Email, Language, MailLanguage, RolesHeld, StaffId
from services.notify.domain.permissions import ADMINISTRATORS
from services.notify.ports import Ports
from shared.command.declaration import Command, command, put
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt
from shared.kernel.upsert import change_or_create


class SetContact(Command):
    """Who it is, the roles held, the address (none: no mail is ever sent), and the language of mails at first."""

    staff_id: Annotated[StaffId, StringConstraints(pattern=r"^[\w.:@-]+$")]
    roles: RolesHeld
    email: Annotated[Email, StringConstraints(pattern=r"^[^@\s<>,;:\"()\\]+@[^@\s<>,;:\"()\\]+$")] | None = None
    language: MailLanguage = Language.ZH


@command(
    SetContact,
    put("/contacts/{staff_id}"),
    label=Label("录入联系方式", "Enter contact"),
    roles=ADMINISTRATORS,
)
async def set_contact(cmd: SetContact, cause: Cause, ports: Ports) -> Receipt:
    return await change_or_create(
        ports.contacts,
        Contact(cmd.staff_id),
        cause,
        lambda contact: contact.enter(cmd.roles, cmd.email, cmd.language),
    )
