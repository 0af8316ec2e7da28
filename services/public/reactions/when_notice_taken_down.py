"""A search notice was withdrawn or replaced: its words go at once, its page says so."""

from services.public.domain.notice import PublicNotice
from services.public.ports import Ports
from shared.contracts.rescue_public import NoticeTakenDown
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_notice_taken_down(event: NoticeTakenDown, cause: Cause, ports: Ports) -> None:
    """Forget its words, and keep that it was withdrawn even where they never came."""
    await change_or_create(
        ports.notices,
        PublicNotice(event.notice_no),
        cause,
        lambda notice: notice.withdraw(event.replaced_by, cause.at),
    )
