"""Enter a year of the working calendar (录入工作日历) from the State Council's notice, or correct one.

Limits that wait for the year are dated by the clock within seconds, and those that run are dated again.
"""

from services.rescue.domain.permissions import ON_CALENDAR, OPERATORS
from services.rescue.domain.rule_fields import GivenNoticeNumber, GivenNoticeText, YearNumber
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.calendar import EnteredYear
from shared.kernel.cause import Cause
from shared.kernel.holiday_notice import REFUSALS, read_notice
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class EnterWorkingCalendar(Command):
    """Which year, by which notice, and the words of the notice."""

    year: YearNumber
    notice: GivenNoticeNumber
    text: GivenNoticeText


@command(
    EnterWorkingCalendar,
    post("/working-calendar"),
    label=Label("录入工作日历", "Enter the working calendar"),
    roles=OPERATORS,
    offered=ON_CALENDAR.always,
    refusals=REFUSALS,
)
async def enter_working_calendar(cmd: EnterWorkingCalendar, cause: Cause, ports: Ports) -> Receipt:
    read = read_notice(cmd.year, cmd.text, cmd.notice)
    entered = EnteredYear(cmd.year, read, cause.actor.id, cause.at)
    fresh = await ports.calendar_years.enter(cause.new_id("calendar"), entered)
    return Receipt(str(cmd.year), 1, repeated=not fresh)
