"""Somebody says that the time of arrival was written down wrong: all who may decide are asked to check it."""

from services.notify.domain.entry_correction_subjects import entry_correction_proposed
from services.notify.domain.item import InboxItem
from services.notify.ports import Ports
from shared.contracts.rescue import EntryCorrectionProposed
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_entry_correction_proposed(event: EntryCorrectionProposed, cause: Cause, ports: Ports) -> None:
    """One item for each of the two roles, but not for the author: nobody decides about their own (双人复核)."""
    said = entry_correction_proposed(event.case_id, event.case_no)
    for role in (Role.RESCUE_WORKER, Role.STATION_HEAD):
        item_id = cause.new_id(f"item to role {role}")
        await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id, not_for=event.author), cause)
