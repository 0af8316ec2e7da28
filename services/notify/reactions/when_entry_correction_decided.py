"""A correction of the time of arrival was approved, declined or taken back: nobody need decide about it any more."""

from services.notify.domain.entry_correction_subjects import ENTRY_CORRECTION, entry_correction_refused
from services.notify.domain.item import InboxItem
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import EntryCorrectionDecided
from shared.kernel.cause import Cause


async def when_entry_correction_decided(event: EntryCorrectionDecided, cause: Cause, ports: Ports) -> None:
    """Settle what asked for the decision; the author of one that a colleague declined is told."""
    await settle_reminders(event.case_id, ENTRY_CORRECTION, cause, ports)
    if event.refused:
        said = entry_correction_refused(event.case_id, event.case_no)
        item_id = cause.new_id(f"item to staff {event.author}")
        await ports.items.create(InboxItem.to_staff(item_id, event.author, said, cause.id), cause)
