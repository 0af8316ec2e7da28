"""Deadlines whose end the calendar does not know yet, or knows otherwise since it was corrected."""

from datetime import UTC, date, datetime

import pytest

from shared.clock.deadline import DeadlineState
from shared.clock.deadlines import Clocks, Deadlines, NothingDue
from shared.clock.rules import RuleTable
from shared.kernel.calendar import CalendarMissing, CalendarYear
from shared.reference.calendars import chinese_calendar
from tests.clock.test_deadlines import CLOCKS, HOUR, of, two_running
from tests.clock.test_rules import DNA, NOTICE, TEN_DAYS


def test_a_deadline_in_a_year_without_calendar_runs_undated_and_does_not_stop_the_other() -> None:
    entered = datetime(2026, 12, 28, 1, tzinfo=UTC)
    deadlines = two_running(entered)
    assert of(deadlines, "dna-request").due_at is None
    assert deadlines.next_due_at == entered
    with pytest.raises(CalendarMissing):
        deadlines.pass_time(entered + HOUR, CLOCKS)
    assert [item.code for item in deadlines.pass_time(entered + 19 * HOUR, CLOCKS)] == ["search-notice"]


def test_an_undated_deadline_is_dated_once_the_calendar_is_entered() -> None:
    deadlines = two_running(datetime(2026, 12, 28, 1, tzinfo=UTC))
    new_year = frozenset({date(2027, 1, 1)})
    entered = Clocks(CLOCKS.rules, CLOCKS.calendar.with_years({2027: CalendarYear(new_year, frozenset(), "notice")}))
    (dated,) = deadlines.pass_time(datetime(2026, 12, 28, 2, tzinfo=UTC), entered)
    assert dated.due_at == datetime(2027, 1, 7, 16, tzinfo=UTC)


def test_an_undated_deadline_can_be_met() -> None:
    deadlines = two_running(datetime(2026, 12, 28, 1, tzinfo=UTC))
    assert deadlines.meet("dna-request", datetime(2026, 12, 29, tzinfo=UTC)).state is DeadlineState.MET


def with_2027(*days_off: date) -> Clocks:
    """The clocks after the notice for 2027 was entered."""
    rules = RuleTable((NOTICE, DNA, TEN_DAYS))
    return Clocks(rules, chinese_calendar().with_years({2027: CalendarYear(frozenset(days_off), frozenset(), "通知")}))


LATE_IN_2026 = datetime(2026, 12, 28, 1, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)


def test_an_undated_deadline_names_the_year_it_waits_for() -> None:
    deadlines = two_running(LATE_IN_2026)
    assert CLOCKS.year_missing(of(deadlines, "dna-request")) == 2027
    assert CLOCKS.year_missing(of(deadlines, "search-notice")) is None
    assert with_2027(NEW_YEAR).year_missing(of(deadlines, "dna-request")) is None


def test_a_corrected_calendar_moves_the_end_of_what_runs_and_warns_anew() -> None:
    first, corrected = with_2027(NEW_YEAR), with_2027(NEW_YEAR, date(2027, 1, 4))
    deadlines = Deadlines([first.started("dna-request", LATE_IN_2026)])
    deadlines.pass_time(datetime(2027, 1, 6, 2, tzinfo=UTC), first)
    assert of(deadlines, "dna-request").warned
    (moved,) = deadlines.pass_time(datetime(2027, 1, 6, 3, tzinfo=UTC), corrected)
    assert (moved.due_at, moved.warned) == (datetime(2027, 1, 8, 16, tzinfo=UTC), False)
    assert [item.warned for item in deadlines.pass_time(datetime(2027, 1, 7, 3, tzinfo=UTC), corrected)] == [True]


def test_a_corrected_calendar_lets_a_limit_that_was_missed_by_the_wrong_data_run_again() -> None:
    first, corrected = with_2027(NEW_YEAR), with_2027(NEW_YEAR, date(2027, 1, 4))
    deadlines = Deadlines([first.started("dna-request", LATE_IN_2026)])
    missed_at = datetime(2027, 1, 7, 16, tzinfo=UTC)
    deadlines.pass_time(missed_at, first)
    assert of(deadlines, "dna-request").state is DeadlineState.MISSED
    (moved,) = deadlines.pass_time(missed_at + HOUR, corrected)
    assert (moved.state, moved.due_at) == (DeadlineState.OPEN, datetime(2027, 1, 8, 16, tzinfo=UTC))


def test_a_corrected_calendar_leaves_what_was_done_as_it_was() -> None:
    first, corrected = with_2027(NEW_YEAR), with_2027(NEW_YEAR, date(2027, 1, 4))
    deadlines = Deadlines([first.started("dna-request", LATE_IN_2026)])
    met = deadlines.meet("dna-request", LATE_IN_2026 + HOUR)
    with pytest.raises(NothingDue):
        deadlines.pass_time(datetime(2027, 1, 20, tzinfo=UTC), corrected)
    assert deadlines.items == [met]


def test_time_passes_as_ever_where_the_text_or_the_year_of_a_deadline_is_gone() -> None:
    first = with_2027(NEW_YEAR)
    deadlines = Deadlines([first.started("dna-request", LATE_IN_2026)])
    for fewer in (CLOCKS, Clocks(RuleTable((NOTICE,)), first.calendar)):
        with pytest.raises(NothingDue):
            deadlines.pass_time(LATE_IN_2026 + HOUR, fewer)
