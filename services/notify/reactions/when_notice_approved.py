"""A search notice was approved: its author publishes it and writes down where."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import NOTICE, notice_approved
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue_notices import NoticeApproved
from shared.kernel.cause import Cause


async def when_notice_approved(event: NoticeApproved, cause: Cause, ports: Ports) -> None:
    """Settle what the head was asked, and one item for the author."""
    await settle_reminders(event.case_id, NOTICE, cause, ports, event.notice_id)
    said = notice_approved(event.case_id, event.case_no, event.notice_id, event.due_at)
    item_id = cause.new_id(f"item to staff {event.author}")
    await ports.items.create(InboxItem.to_staff(item_id, event.author, said, cause.id), cause)
