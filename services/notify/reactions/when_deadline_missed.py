"""A legal limit of a case was missed: the rescue workers must act, and the head of the station must know."""

from services.notify.domain.announcement import Duty
from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import deadline_missed
from services.notify.ports import Ports
from shared.contracts.rescue import DeadlineMissed
from shared.kernel.cause import Cause
from shared.kernel.labels import Words
from shared.kernel.roles import Role


async def when_deadline_missed(event: DeadlineMissed, cause: Cause, ports: Ports) -> None:
    """One item for each of the two roles."""
    limit = Words(event.limit_zh or event.code, event.limit_en or event.code)
    said = deadline_missed(Duty(event.case_id, event.code, event.about), limit, event.case_no, event.due_at)
    for role in (Role.RESCUE_WORKER, Role.STATION_HEAD):
        item_id = cause.new_id(f"item to role {role}")
        await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id), cause)
