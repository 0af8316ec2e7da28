"""One person of the talent pool; the phone number masked, unless it was asked for."""

from datetime import datetime
from typing import Annotated

from services.registry.domain.fields import Phone, Remarks, TimesHelped, TimesInVain
from services.registry.domain.permissions import ON_TALENT, TALENT_READERS
from services.registry.domain.places import Gazetteer
from services.registry.domain.talent import Talent
from services.registry.domain.talent_errors import TalentNotFound
from services.registry.queries.talent_list import TalentLine, talent_line
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.kernel.privacy import mask_phone
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

_TALENT = adapter_of(Talent)


class TalentPage(TalentLine):
    """Everything about one person. ``phone`` is masked unless ``phone_shown``; the county has ``dialect_group``."""

    phone: Phone
    phone_shown: bool
    dialect_group: Annotated[str | None, Label("籍贯所在方言区", "Dialect group of the native place")]
    helped: TimesHelped
    in_vain: TimesInVain
    note: Remarks
    added_at: Annotated[datetime, Label("加入时间", "Joined")]
    withdrawn_at: Annotated[datetime | None, Label("退出时间", "Left the pool")]
    allowed_actions: list[AllowedAction]


async def talent_page(
    reader: Reader, offers: Offers, places: Gazetteer, actor: Actor, talent_id: str, show_phone: bool = False
) -> TalentPage:
    """The person as known. Whoever shows the phone number logs the reading. Raises RoleRequired and TalentNotFound."""
    actor.require(*sorted(TALENT_READERS))
    document = await reader.one("talents", {"_id": talent_id})
    if document is None:
        raise TalentNotFound
    opened = await reader.open(document)
    talent = read_state(_TALENT, {**opened["state"], "id": talent_id})
    profile = talent.profile
    return TalentPage(
        **talent_line(document).model_dump(),
        phone=profile.phone if show_phone else mask_phone(profile.phone),
        phone_shown=show_phone,
        dialect_group=places.dialect_of(profile.native_code) if profile.native_code else None,
        helped=talent.helped,
        in_vain=talent.in_vain,
        note=profile.note,
        added_at=talent.added_at,
        withdrawn_at=talent.withdrawn_at,
        allowed_actions=offers.on(ON_TALENT, talent, actor),
    )
