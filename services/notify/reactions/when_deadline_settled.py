"""A legal limit of a case waits for nobody now: nobody need be reminded of it."""

from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import DeadlineSettled
from shared.kernel.cause import Cause


async def when_deadline_settled(event: DeadlineSettled, cause: Cause, ports: Ports) -> None:
    """Settle the reminders of that limit."""
    await settle_reminders(event.case_id, event.code, cause, ports, event.about)
