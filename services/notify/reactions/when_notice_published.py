"""A search notice was published: nobody need be reminded of it any more."""

from services.notify.domain.subjects import SEARCH_NOTICE
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import NoticePublished
from shared.kernel.cause import Cause


async def when_notice_published(event: NoticePublished, cause: Cause, ports: Ports) -> None:
    """Settle the reminders of that limit."""
    await settle_reminders(event.case_id, SEARCH_NOTICE, cause, ports)
