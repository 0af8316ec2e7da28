"""Take back an entry of the working calendar (撤销录入): what held for its year before holds again.

Limits that run are dated again by the clock within seconds; where no data of the year is left they stay as they are.
"""

from services.rescue.domain.errors import NoSuchCalendarEntry
from services.rescue.domain.permissions import ON_CALENDAR_ENTRY, OPERATORS
from services.rescue.domain.rule_fields import EntryId, WhyTakenBack
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.calendar import held_entry, taking_back
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class TakeBackWorkingCalendar(Command):
    """Which entry, by its id so that a newer one is never taken back instead, and why."""

    entry_id: EntryId
    why: WhyTakenBack


@command(
    TakeBackWorkingCalendar,
    post("/working-calendar/entries/{entry_id}/taking-back"),
    label=Label("撤销录入", "Take the entry back"),
    roles=OPERATORS,
    offered=ON_CALENDAR_ENTRY.always,
)
async def take_back_working_calendar(cmd: TakeBackWorkingCalendar, cause: Cause, ports: Ports) -> Receipt:
    made_id, entries = cause.new_id("calendar"), await ports.calendar_years.entries()
    made = next((one for one in entries if one.id == made_id), None)
    held = made or held_entry(entries, cmd.entry_id)
    if held is None:
        raise NoSuchCalendarEntry
    fresh = await ports.calendar_years.enter(made_id, taking_back(held, cmd.why, cause.actor.id, cause.at))
    return Receipt(str(held.number), 1, repeated=not fresh)
