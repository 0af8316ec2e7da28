"""A correction of a departure was declined or taken back: nobody need decide about it any more."""

from services.notify.domain.subjects import DEPARTURE_CORRECTION
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import DepartureCorrectionDeclined
from shared.kernel.cause import Cause


async def when_departure_correction_declined(event: DepartureCorrectionDeclined, cause: Cause, ports: Ports) -> None:
    """Settle what asked for the decision."""
    await settle_reminders(event.case_id, DEPARTURE_CORRECTION, cause, ports)
