"""What waited for a second person in grants is decided, or needs no decision any more."""

from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.grants import DecisionSettled
from shared.kernel.cause import Cause


async def when_decision_settled(event: DecisionSettled, cause: Cause, ports: Ports) -> None:
    """Settle what asked for it; a plan and a correction are the project's, a report and a reversal an instalment's."""
    for matter in event.matters:
        about = str(event.no) if event.no is not None and matter in ("report", "reversal") else None
        await settle_reminders(event.about_id, matter, cause, ports, about)
