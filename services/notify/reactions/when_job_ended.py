"""Long work ended: who asked for it hears of that."""

from services.notify.domain.item import InboxItem
from services.notify.domain.job_subjects import job_ended
from services.notify.ports import Ports
from shared.contracts.registry_jobs import JobEnded
from shared.kernel.cause import Cause


async def when_job_ended(event: JobEnded, cause: Cause, ports: Ports) -> None:
    """One item, which leads to the job."""
    said = job_ended(event.job_id, event.kind, event.done, failed=event.failed)
    item_id = cause.new_id(f"item to staff {event.asked_by}")
    await ports.items.create(InboxItem.to_staff(item_id, event.asked_by, said, cause.id), cause)
