"""A correction of a departure was declined or taken back: nobody need decide about it any more."""

from services.notify.domain.departure_subjects import departure_correction_refused
from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import DEPARTURE_CORRECTION
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import DepartureCorrectionDeclined
from shared.kernel.cause import Cause


async def when_departure_correction_declined(event: DepartureCorrectionDeclined, cause: Cause, ports: Ports) -> None:
    """Settle what asked for the decision; whoever proposed one that a colleague declined is told."""
    await settle_reminders(event.case_id, DEPARTURE_CORRECTION, cause, ports)
    if event.refused_to and event.case_no:
        said = departure_correction_refused(event.case_id, event.case_no)
        item_id = cause.new_id(f"item to staff {event.refused_to}")
        await ports.items.create(InboxItem.to_staff(item_id, event.refused_to, said, cause.id), cause)
