"""The police were asked for a DNA sample: nobody need be reminded of it any more."""

from services.notify.domain.subjects import DNA_REQUEST
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import DnaRequested
from shared.kernel.cause import Cause


async def when_dna_requested(event: DnaRequested, cause: Cause, ports: Ports) -> None:
    """Settle the reminders of that limit."""
    await settle_reminders(event.case_id, DNA_REQUEST, cause, ports)
