"""A retraction was approved, declined or taken back: nobody need decide about it any more."""

from services.notify.domain.item import InboxItem
from services.notify.domain.retraction_subjects import RETRACTION, retraction_refused
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.registry import RetractionDecided
from shared.kernel.cause import Cause


async def when_retraction_decided(event: RetractionDecided, cause: Cause, ports: Ports) -> None:
    """Settle what asked for the decision; the author of one that a colleague declined is told."""
    await settle_reminders(event.organisation_id, RETRACTION, cause, ports)
    if event.refused:
        said = retraction_refused(event.organisation_id, event.name, event.uscc, example=event.invented)
        item_id = cause.new_id(f"item to staff {event.author}")
        await ports.items.create(InboxItem.to_staff(item_id, event.author, said, cause.id), cause)
