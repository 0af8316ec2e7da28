"""A search notice was sent back: its author changes it."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import NOTICE, notice_returned
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue_notices import NoticeReturned
from shared.kernel.cause import Cause


async def when_notice_returned(event: NoticeReturned, cause: Cause, ports: Ports) -> None:
    """Settle what the head was asked, and one item for the author."""
    await settle_reminders(event.case_id, NOTICE, cause, ports, event.notice_id)
    said = notice_returned(event.case_id, event.case_no, event.notice_id)
    item_id = cause.new_id(f"item to staff {event.author}")
    await ports.items.create(InboxItem.to_staff(item_id, event.author, said, cause.id), cause)
