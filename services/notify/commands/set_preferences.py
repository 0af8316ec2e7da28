"""Choose what one hears by mail, in which language, and when not (通知偏好)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from services.notify.domain.contact import Contact, QuietHours
from services.notify.domain.errors import QuietHoursEmpty, QuietHoursZoned
from services.notify.domain.fields import QUIET, MailByKind, MailLanguage, QuietFrom, QuietUntil
from services.notify.domain.permissions import ON_PREFERENCES, READERS
from services.notify.ports import Ports
from shared.command.declaration import Command, command, put
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt
from shared.kernel.upsert import change_or_create


class Quiet(BaseModel):
    """From when to when, by the office's clock; it may run over midnight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: QuietFrom
    end: QuietUntil


class SetPreferences(Command):
    """The actor's own choices. ``mail`` switches mails on and off by kind; the inbox always gets everything."""

    mail: MailByKind
    language: MailLanguage
    quiet_hours: Annotated[Quiet | None, QUIET] = None


@command(
    SetPreferences,
    put("/preferences"),
    label=Label("通知设置", "Notification settings"),
    roles=READERS,
    offered=ON_PREFERENCES.always,
    refusals=(QuietHoursEmpty, QuietHoursZoned),
)
async def set_preferences(cmd: SetPreferences, cause: Cause, ports: Ports) -> Receipt:
    quiet = QuietHours(cmd.quiet_hours.start, cmd.quiet_hours.end) if cmd.quiet_hours else None
    scopes = cause.actor.scope.texts if cause.actor.scope else []
    return await change_or_create(
        ports.contacts,
        Contact(cause.actor.id, scopes=scopes),
        cause,
        lambda contact: contact.prefer(cmd.mail, cmd.language, quiet),
    )
