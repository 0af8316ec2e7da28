"""Pauses of deadlines: what was left is given back, and what was released by mistake is owed again."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.clock.deadline import DeadlineState
from shared.clock.deadlines import DeadlineNotRunning, Deadlines, NothingDue
from shared.kernel.calendar import deadline_end, local_date
from shared.reference.calendars import chinese_calendar
from tests.clock.test_deadlines import CLOCKS, ENTERED, HOUR, of, two_running
from tests.clock.test_rules import DNA, NOTICE


def last_day(due_at: datetime | None) -> date:
    """The last day of a limit that ends with a day."""
    assert due_at is not None
    return local_date(due_at - HOUR)


def working_days(since: datetime, until: datetime) -> int:
    """How many working days lie after the day of ``since``, up to the day of ``until``."""
    days = (until - since).days
    return sum(chinese_calendar().is_working_day(local_date(since) + timedelta(days=n)) for n in range(1, days + 1))


def test_a_pause_gives_back_what_was_left_of_hours_and_of_working_days() -> None:
    deadlines = two_running()
    paused_at, back = ENTERED + 2 * HOUR, ENTERED + 2 * HOUR + timedelta(days=10)
    assert [item.code for item in deadlines.pause({NOTICE.code, DNA.code}, paused_at)] == [NOTICE.code, DNA.code]
    assert deadlines.next_due_at is None
    assert not any(item.awaits for item in deadlines.items)
    assert all(item.owed for item in deadlines.items)
    notice, dna = deadlines.resume(back, CLOCKS)
    assert notice.due_at == back + 22 * HOUR
    before, lost = of(two_running(), DNA.code).due_at, working_days(paused_at, back)
    assert dna.due_at == deadline_end(chinese_calendar().add_working_days(last_day(before), lost))
    assert not notice.warned
    assert deadlines.next_due_at == notice.warn_at


def test_a_paused_limit_is_not_missed_meanwhile_and_one_that_was_missed_before_stays_missed() -> None:
    deadlines = two_running()
    deadlines.pass_time(ENTERED + 25 * HOUR, CLOCKS)
    deadlines.pause({NOTICE.code, DNA.code}, ENTERED + 26 * HOUR)
    with pytest.raises(NothingDue):
        deadlines.pass_time(ENTERED + timedelta(days=400), CLOCKS)
    back = ENTERED + timedelta(days=30)
    deadlines.resume(back, CLOCKS)
    notice = of(deadlines, NOTICE.code)
    assert (notice.state, notice.due_at, notice.awaits) == (DeadlineState.MISSED, ENTERED + 24 * HOUR, True)
    assert of(deadlines, DNA.code).state is DeadlineState.OPEN


def test_what_was_released_by_error_is_owed_as_it_stood() -> None:
    deadlines = two_running()
    gone = ENTERED + 4 * HOUR
    deadlines.meet(DNA.code, ENTERED + HOUR)
    deadlines.release(gone)
    (notice,) = deadlines.restore(gone)
    assert (notice.state, notice.due_at, notice.awaits) == (DeadlineState.OPEN, ENTERED + 24 * HOUR, True)
    assert of(deadlines, DNA.code).state is DeadlineState.MET


def test_limits_of_one_code_are_told_apart_by_what_they_are_about() -> None:
    deadlines = Deadlines([CLOCKS.started(DNA.code, ENTERED, about) for about in ("one", "two")])
    deadlines.meet(DNA.code, ENTERED + HOUR, about="two")
    assert [item.state for item in deadlines.items] == [DeadlineState.OPEN, DeadlineState.MET]
    with pytest.raises(DeadlineNotRunning):
        deadlines.meet(DNA.code, ENTERED + HOUR)


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 300)), max_size=4))
def test_pauses_never_shorten_a_limit_and_hours_lose_nothing(stretches: list[tuple[int, int]]) -> None:
    deadlines, now, run = two_running(), ENTERED, 0
    for running, pausing in stretches:
        now += running * HOUR
        if of(deadlines, NOTICE.code).is_late(now):
            break
        run += running
        deadlines.pause({NOTICE.code, DNA.code}, now)
        now += pausing * HOUR
        deadlines.resume(now, CLOCKS)
    notice = of(deadlines, NOTICE.code)
    assert notice.is_late(now) or notice.due_at == now + (24 - run) * HOUR
    first = of(two_running(), DNA.code).due_at
    assert first is not None
    assert (of(deadlines, DNA.code).due_at or first) >= first
