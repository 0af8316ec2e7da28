"""A search notice was withdrawn or replaced: nobody has to do anything about it."""

from services.notify.domain.subjects import NOTICE
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue_notices import NoticeWithdrawn
from shared.kernel.cause import Cause


async def when_notice_withdrawn(event: NoticeWithdrawn, cause: Cause, ports: Ports) -> None:
    """Settle what was asked about it."""
    await settle_reminders(event.case_id, NOTICE, cause, ports, event.notice_id)
