"""What one hears by mail, as chosen or as it is at first."""

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.notify.domain.announcement import ItemKind
from services.notify.domain.contact import Contact, Language, QuietHours
from services.notify.domain.permissions import STAFF
from shared.kernel.cause import Actor
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_CONTACT = TypeAdapter(Contact)


class Preferences(BaseModel):
    """The actor's own preferences; ``version`` is 0 while nothing was entered or chosen."""

    model_config = ConfigDict(frozen=True)

    staff_id: str
    version: int
    email: str | None
    roles: list[str]
    language: Language
    mail: dict[ItemKind, bool]
    quiet_hours: QuietHours | None


async def preferences(reader: Reader, actor: Actor) -> Preferences:
    """The actor's preferences. Raises RoleRequired."""
    actor.require(*sorted(STAFF))
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
    )
