"""A case got another responsible worker: both are told, whoever has it now and whoever had it."""

from contextlib import suppress

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import INTERVIEW, ability_improved, case_given, case_taken
from services.notify.ports import Ports
from shared.contracts.rescue import CaseHandedOver
from shared.kernel.cause import Cause
from shared.kernel.errors import AlreadyExists


async def when_case_handed_over(event: CaseHandedOver, cause: Cause, ports: Ports) -> None:
    """At most one item for each of the two, and none for whoever handed it over."""
    told = ((event.responsible, case_given), (event.before, case_taken))
    for staff_id, announce in told:
        if staff_id is not None and staff_id != event.handed_over_by:
            item_id = cause.new_id(f"item to staff {staff_id}")
            said = announce(event.case_id, event.case_no)
            await ports.items.create(InboxItem.to_staff(item_id, staff_id, said, cause.id), cause)
    await _pass_on(event, cause, ports)


async def _pass_on(event: CaseHandedOver, cause: Cause, ports: Ports) -> None:
    """What the case asks for goes with it: first the new item, then the old one is settled."""
    await _interview(event, cause, ports)
    for old_id in await ports.reminders.unsettled(event.case_id):
        old = await ports.items.get(old_id)
        if event.before is None or old.staff_id != event.before or event.before == event.responsible:
            continue
        item_id = cause.new_id(f"item of {old_id}")
        with suppress(AlreadyExists):
            await ports.items.create(old.handed_to(item_id, event.responsible, cause.id), cause)
        await ports.items.change(old_id, cause, lambda item: item.settle(cause.at))


async def _interview(event: CaseHandedOver, cause: Cause, ports: Ports) -> None:
    """The task to interview again, which may have been everybody's until now."""
    waiting = await ports.reminders.unsettled(event.case_id, INTERVIEW)
    if not waiting:
        return
    item_id = cause.new_id("item to interview again")
    said = ability_improved(event.case_id, event.case_no)
    await ports.items.create(InboxItem.to_staff(item_id, event.responsible, said, cause.id), cause)
    for old_id in waiting:
        if old_id != item_id:
            await ports.items.change(old_id, cause, lambda item: item.settle(cause.at))
