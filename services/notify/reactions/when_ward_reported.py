"""A ward reported of a bed that is not known to the station: whoever is on duty looks."""

from services.notify.domain.item import InboxItem
from services.notify.domain.ward_subject import ward_reported
from services.notify.ports import Ports
from shared.contracts.rescue_wards import WardReported
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_ward_reported(event: WardReported, cause: Cause, ports: Ports) -> None:
    """One item for the role; of a known bed the responsible worker hears from the case."""
    if event.waits:
        said, item_id = ward_reported(event.report_id), cause.new_id("item of a ward")
        await ports.items.create(InboxItem.to_role(item_id, Role.RESCUE_WORKER, said, cause.id), cause)
