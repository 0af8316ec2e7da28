"""No legal limit of a case runs or waits any more: nobody need be reminded of any."""

from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import DeadlinesEnded
from shared.kernel.cause import Cause


async def when_deadlines_ended(event: DeadlinesEnded, cause: Cause, ports: Ports) -> None:
    """Settle all reminders of the case."""
    await settle_reminders(event.case_id, None, cause, ports)
