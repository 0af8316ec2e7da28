"""What operators enter is counted with at once, every running limit is looked at again, and a missing year is told."""

from datetime import UTC, date, datetime, timedelta

from shared.clock.calendar_watch import SWEEPS, CalendarReaches, CalendarWatch
from shared.clock.deadlines import Clocks
from shared.clock.rules import RuleTable
from shared.kernel.calendar import CalendarYear, EnteredYear
from shared.kernel.clock import FixedClock
from shared.observability.metrics import value_of, working_calendar_missing
from shared.reference.calendars import chinese_calendar
from tests.clock.test_rules import DNA, NOTICE

NOW = datetime(2026, 10, 30, 1, tzinfo=UTC)


class Entered:
    """Entries in memory, and the documents in which limits run."""

    def __init__(self) -> None:
        self.kept: list[EnteredYear] = []
        self.asked = 0

    async def entries(self) -> list[EnteredYear]:
        return list(self.kept)

    async def running(self) -> list[str]:
        self.asked += 1
        return ["case-1"]

    def enter(self, *days_off: date) -> None:
        year = CalendarYear(frozenset(days_off), frozenset(), "通知")
        self.kept.append(EnteredYear(2027, year, "yunwei", NOW))


def a_watch(clock: FixedClock | None = None) -> tuple[Entered, Clocks, CalendarWatch]:
    entered, clocks = Entered(), Clocks(RuleTable((NOTICE, DNA)), chinese_calendar())
    return entered, clocks, CalendarWatch(entered, clocks, entered.running, clock or FixedClock(NOW))


async def settled(watch: CalendarWatch) -> list[list[str]]:
    """What it names until it names nothing."""
    return [list(await watch.moved()) for _ in range(SWEEPS + 1)]


async def test_running_limits_are_looked_at_when_the_process_starts_and_after_every_change() -> None:
    entered, clocks, watch = a_watch()
    once = [["case-1"]] * SWEEPS + [[]]
    assert await settled(watch) == once
    entered.enter(date(2027, 1, 1))
    assert await settled(watch) == once
    assert not clocks.calendar.is_working_day(date(2027, 1, 1))
    entered.enter(date(2027, 1, 1), date(2027, 1, 4))
    assert await settled(watch) == once
    assert not clocks.calendar.is_working_day(date(2027, 1, 4))
    assert clocks.calendar.years[2026] == chinese_calendar().years[2026]


async def test_a_year_that_should_be_there_is_told_from_november_on_and_never_makes_the_service_unready() -> None:
    clock = FixedClock(NOW)
    entered, clocks, watch = a_watch(clock)
    check = CalendarReaches(clocks, clock)
    await watch.moved()
    assert (value_of(working_calendar_missing), (await check.check()).why) == (0, "")
    clock.move(timedelta(days=2))
    await watch.moved()
    health = await check.check()
    assert (value_of(working_calendar_missing), health.ok) == (2027, True)
    assert health.why == "enter the working calendar of 2027"
    entered.enter(date(2027, 1, 1))
    await watch.moved()
    assert (value_of(working_calendar_missing), (await check.check()).why) == (0, "")
