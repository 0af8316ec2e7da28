"""Somebody proposes to erase the person from a case: those who may be the second are asked to decide."""

from services.notify.domain.erasure_subject import erasure_proposed
from services.notify.domain.item import InboxItem
from services.notify.ports import Ports
from shared.contracts.rescue import ErasureProposed
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_erasure_proposed(event: ErasureProposed, cause: Cause, ports: Ports) -> None:
    """One item: for the heads, or where a head proposed it for the workers. One of the two who erase is a head."""
    role = Role.RESCUE_WORKER if event.by_head else Role.STATION_HEAD
    item_id = cause.new_id(f"item to role {role}")
    said = erasure_proposed(event.case_id, event.case_no)
    await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id), cause)
