"""Somebody says that a departure was recorded wrong: all who may decide are asked to check it."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import departure_correction_proposed
from services.notify.ports import Ports
from shared.contracts.rescue import DepartureCorrectionProposed
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_departure_correction_proposed(event: DepartureCorrectionProposed, cause: Cause, ports: Ports) -> None:
    """One item for each of the two roles; nobody decides about their own proposal."""
    said = departure_correction_proposed(event.case_id, event.case_no)
    for role in (Role.RESCUE_WORKER, Role.STATION_HEAD):
        item_id = cause.new_id(f"item to role {role}")
        await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id), cause)
