"""Enter a year of the working calendar (录入工作日历) from the State Council's notice, or correct one.

Limits that wait for the year are dated by the clock within seconds, and those that run are dated again.
"""

from collections.abc import Mapping

from services.rescue.domain.permissions import ON_CALENDAR, OPERATORS
from services.rescue.domain.rule_fields import GivenNoticeNumber, GivenNoticeText, ReplacesYear, YearNumber
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.calendar import CalendarYear, EnteredYear
from shared.kernel.calendar_entry import ENTRY_REFUSALS, new_entry
from shared.kernel.cause import Cause
from shared.kernel.holiday_notice import REFUSALS, read_notice
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class EnterWorkingCalendar(Command):
    """Which year, by which notice, its words, and whether it is to replace a year that is there."""

    year: YearNumber
    notice: GivenNoticeNumber
    text: GivenNoticeText
    replaces: ReplacesYear = False


@command(
    EnterWorkingCalendar,
    post("/working-calendar"),
    label=Label("录入工作日历", "Enter the working calendar"),
    roles=OPERATORS,
    offered=ON_CALENDAR.always,
    refusals=(*REFUSALS, *ENTRY_REFUSALS),
)
async def enter_working_calendar(cmd: EnterWorkingCalendar, cause: Cause, ports: Ports) -> Receipt:
    entry_id, read = cause.new_id("calendar"), read_notice(cmd.year, cmd.text, cmd.notice)
    known = await _known_before(entry_id, ports)
    entered = new_entry(EnteredYear(cmd.year, read, cause.actor.id, cause.at), known, replaces=cmd.replaces)
    fresh = await ports.calendar_years.enter(entry_id, entered)
    return Receipt(str(cmd.year), 1, repeated=not fresh)


async def _known_before(entry_id: str, ports: Ports) -> Mapping[int, CalendarYear]:
    """The years that there are; not this one where this very entry was made before and is repeated."""
    entries = await ports.calendar_years.entries()
    if any(one.id == entry_id for one in entries):
        return {}
    return ports.clocks.with_entries(entries).years
