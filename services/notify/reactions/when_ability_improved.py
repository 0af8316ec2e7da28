"""Somebody in care communicates better: the responsible worker is asked to interview them again."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import ability_improved
from services.notify.ports import Ports
from shared.contracts.rescue import AbilityImproved
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_ability_improved(event: AbilityImproved, cause: Cause, ports: Ports) -> None:
    """One item for the responsible worker, or for the role where nobody is named."""
    said = ability_improved(event.case_id, event.case_no)
    item_id = cause.new_id("item to interview again")
    if event.responsible is None:
        item = InboxItem.to_role(item_id, Role.RESCUE_WORKER, said, cause.id)
    else:
        item = InboxItem.to_staff(item_id, event.responsible, said, cause.id)
    await ports.items.create(item, cause)
