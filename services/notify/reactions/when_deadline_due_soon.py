"""A legal limit of a case ends soon: the rescue workers are warned."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import deadline_due_soon
from services.notify.ports import Ports
from shared.contracts.rescue import DeadlineDueSoon
from shared.kernel.cause import Cause


async def when_deadline_due_soon(event: DeadlineDueSoon, cause: Cause, ports: Ports) -> None:
    """One item for the role."""
    said = deadline_due_soon(event.case_id, event.case_no, event.code, event.due_at)
    item_id = cause.new_id("item to role rescue_worker")
    await ports.items.create(InboxItem.to_role(item_id, "rescue_worker", said, cause.id), cause)
