"""What one hears by mail, as chosen or as it is at first."""

from typing import Annotated

from services.notify.domain.contact import Contact, QuietHours
from services.notify.domain.fields import QUIET, Email, MailByKind, MailLanguage, RolesHeld, StaffId
from services.notify.domain.permissions import ON_PREFERENCES, READERS
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader
from shared.web.view import View

_CONTACT = adapter_of(Contact)


class Preferences(View):
    """The actor's own preferences; ``version`` is 0 while nothing was entered or chosen."""

    staff_id: StaffId
    version: int
    email: Email | None
    roles: RolesHeld
    language: MailLanguage
    mail: MailByKind
    quiet_hours: Annotated[QuietHours | None, QUIET]
    allowed_actions: list[AllowedAction]


async def preferences(reader: Reader, offers: Offers, actor: Actor) -> Preferences:
    """The actor's preferences. Raises RoleRequired."""
    actor.require(*sorted(READERS))
    document = await reader.one("contacts", {"_id": actor.id})
    contact = read_state(_CONTACT, {**document["state"], "id": actor.id}) if document else Contact(actor.id)
    return Preferences(
        staff_id=actor.id,
        version=document["version"] if document else 0,
        email=contact.email,
        roles=contact.roles,
        language=contact.language,
        mail=contact.mail,
        quiet_hours=contact.quiet_hours,
        allowed_actions=offers.on(ON_PREFERENCES, None, actor),
    )
