"""Enter how a member of staff is reached (录入联系方式)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.notify.domain.contact import Away, Contact
from services.notify.domain.fields import (
    AWAY,
    AwayFrom,
    AwayUntil,
    Email,
    Language,
    MailLanguage,
    RolesHeld,
    ScopesHeld,
    StaffId,
    Substitute,
)
from services.notify.domain.permissions import ADMINISTRATORS
from services.notify.ports import Ports
from shared.command.declaration import Command, command, put
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.mail_address import PATTERN
from shared.kernel.repository import Receipt
from shared.kernel.upsert import change_or_create


class OnLeave(BaseModel):
    """From when until when, and who is told as well."""

    model_config = ConfigDict(frozen=True)

    from_on: AwayFrom
    until_on: AwayUntil
    substitute: Substitute


class SetContact(Command):
    """Who it is, the roles held, the address (none: no mail is ever sent), and the language of mails at first.

    A person from outside has a scope, and holds no roles here.
    """

    staff_id: Annotated[StaffId, StringConstraints(pattern=r"^[\w.:@-]+$")]
    roles: RolesHeld
    email: Annotated[Email, StringConstraints(pattern=PATTERN)] | None = None
    language: MailLanguage = Language.ZH
    scopes: ScopesHeld = Field(default=[])
    away: Annotated[OnLeave | None, AWAY] = None


@command(
    SetContact,
    put("/contacts/{staff_id}"),
    label=Label("录入联系方式", "Enter contact"),
    roles=ADMINISTRATORS,
)
async def set_contact(cmd: SetContact, cause: Cause, ports: Ports) -> Receipt:
    away = Away(cmd.away.from_on, cmd.away.until_on, cmd.away.substitute) if cmd.away else None

    def entered(contact: Contact) -> None:
        contact.note_leave(away)
        contact.enter(cmd.roles, cmd.email, cmd.language, cmd.scopes)

    return await change_or_create(ports.contacts, Contact(cmd.staff_id), cause, entered)
