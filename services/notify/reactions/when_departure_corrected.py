"""A departure was taken back: the rescue workers must go on with the case, and the head of the station must know."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import DEPARTURE_CORRECTION, departure_corrected
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import DepartureCorrected
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_departure_corrected(event: DepartureCorrected, cause: Cause, ports: Ports) -> None:
    """One item for each of the two roles; what asked for the decision is settled."""
    await settle_reminders(event.case_id, DEPARTURE_CORRECTION, cause, ports)
    said = departure_corrected(event.case_id, event.case_no)
    for role in (Role.RESCUE_WORKER, Role.STATION_HEAD):
        item_id = cause.new_id(f"item to role {role}")
        await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id), cause)
