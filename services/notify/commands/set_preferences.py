"""Choose what one hears by mail, in which language, and when not (通知偏好)."""

from datetime import time

from pydantic import BaseModel, ConfigDict

from services.notify.domain.announcement import ItemKind
from services.notify.domain.contact import Contact, Language, QuietHours
from services.notify.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt
from shared.kernel.upsert import change_or_create


class Quiet(BaseModel):
    """From when to when, by the office's clock; it may run over midnight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: time
    end: time


class SetPreferences(Command):
    """The actor's own choices. ``mail`` switches mails on and off by kind; the inbox always gets everything."""

    mail: dict[ItemKind, bool]
    language: Language
    quiet_hours: Quiet | None = None


async def set_preferences(cmd: SetPreferences, cause: Cause, ports: Ports) -> Receipt:
    quiet = QuietHours(cmd.quiet_hours.start, cmd.quiet_hours.end) if cmd.quiet_hours else None
    return await change_or_create(
        ports.contacts, Contact(cause.actor.id), cause, lambda contact: contact.prefer(cmd.mail, cmd.language, quiet)
    )
