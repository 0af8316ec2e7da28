"""A legal limit of a case ends soon: the rescue workers are warned."""

from services.notify.domain.announcement import Duty
from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import deadline_due_soon
from services.notify.ports import Ports
from shared.contracts.rescue import DeadlineDueSoon
from shared.kernel.cause import Cause
from shared.kernel.labels import Words
from shared.kernel.roles import Role


async def when_deadline_due_soon(event: DeadlineDueSoon, cause: Cause, ports: Ports) -> None:
    """One item for the role."""
    limit = Words(event.limit_zh or event.code, event.limit_en or event.code)
    said = deadline_due_soon(Duty(event.case_id, event.code, event.about), limit, event.case_no, event.due_at)
    item_id = cause.new_id(f"item to role {Role.RESCUE_WORKER}")
    await ports.items.create(InboxItem.to_role(item_id, Role.RESCUE_WORKER, said, cause.id), cause)
