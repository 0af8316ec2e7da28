"""A search notice was published on the station's own site: everybody can read it."""

from services.public.domain.notice import NoticeText, PublicNotice
from services.public.ports import Ports
from shared.contracts.rescue_public import NoticeMadePublic
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_notice_made_public(event: NoticeMadePublic, cause: Cause, ports: Ports) -> None:
    """Show its words, unless it was withdrawn."""
    text = NoticeText(
        features=event.features,
        contact_phone=event.contact_phone,
        shown_name=event.shown_name,
        sex=event.sex,
        age=event.age,
        height=event.height,
        speech=event.speech,
        clothing=event.clothing,
        condition=event.condition,
        found_on=event.found_on,
        found_place=event.found_place,
    )
    await change_or_create(
        ports.notices,
        PublicNotice(event.notice_no),
        cause,
        lambda notice: notice.show(text, event.published_at, event.updated_at),
    )
