"""Deadlines: each is warned of once, missed once, met once, and nothing about it is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.clock.deadline import Deadline, DeadlineState
from shared.clock.deadlines import Clocks, DeadlineNotRunning, Deadlines, LateReasonRequired, NothingDue
from shared.clock.rules import LimitMissing, RuleTable
from shared.reference.calendars import chinese_calendar
from tests.clock.test_rules import DNA, FROM_IN_FORCE, NOTICE

ENTERED = datetime(2026, 9, 28, 1, tzinfo=UTC)
CLOCKS = Clocks(RuleTable((NOTICE, DNA)), chinese_calendar())
HOUR = timedelta(hours=1)


def two_running(entered: datetime = ENTERED) -> Deadlines:
    """The notice and DNA clocks of a case, just started."""
    deadlines = Deadlines()
    deadlines.start(CLOCKS.started("search-notice", entered))
    deadlines.start(CLOCKS.started("dna-request", entered))
    return deadlines


def of(deadlines: Deadlines, code: str) -> Deadline:
    return next(item for item in deadlines.items if item.code == code)


def test_started_deadline_says_which_text_it_was_counted_by() -> None:
    deadline = CLOCKS.started("search-notice", ENTERED)
    assert deadline.rule_version == "search-notice@2015-08-20"
    assert deadline.due_at == ENTERED + 24 * HOUR
    assert deadline.look_at == deadline.warn_at == ENTERED + 18 * HOUR


def test_a_limit_applies_from_the_first_day_it_was_in_force() -> None:
    assert CLOCKS.applies("search-notice", ENTERED)
    assert not CLOCKS.applies("search-notice", datetime(2015, 8, 19, 15, 59, tzinfo=UTC))
    assert CLOCKS.applies("search-notice", datetime(2015, 8, 19, 16, tzinfo=UTC))
    with pytest.raises(LimitMissing):
        CLOCKS.applies("unknown", ENTERED)


def test_a_limit_with_a_transition_applies_to_those_who_were_here_before_and_counts_from_its_first_day() -> None:
    clocks = Clocks(RuleTable((FROM_IN_FORCE, DNA)), chinese_calendar())
    entered = datetime(2009, 3, 1, 1, tzinfo=UTC)
    assert clocks.applies("search-notice", entered)
    assert not clocks.applies("dna-request", entered)
    deadline = clocks.started("search-notice", entered)
    assert (deadline.anchor, deadline.rule_version) == (entered, "search-notice@2015-08-20")
    assert deadline.due_at == datetime(2015, 8, 20, 16, tzinfo=UTC)


def test_pass_time_before_anything_is_due_is_refused() -> None:
    with pytest.raises(NothingDue):
        two_running().pass_time(ENTERED + HOUR, CLOCKS)


def test_pass_time_warns_once_then_misses_once() -> None:
    deadlines = two_running()
    assert [item.warned for item in deadlines.pass_time(ENTERED + 19 * HOUR, CLOCKS)] == [True]
    with pytest.raises(NothingDue):
        deadlines.pass_time(ENTERED + 20 * HOUR, CLOCKS)
    missed = deadlines.pass_time(ENTERED + 24 * HOUR, CLOCKS)
    assert [item.state for item in missed] == [DeadlineState.MISSED]
    with pytest.raises(NothingDue):
        deadlines.pass_time(ENTERED + 30 * HOUR, CLOCKS)


def test_pass_time_after_long_downtime_catches_up_once_without_a_late_warning() -> None:
    deadlines = two_running()
    changed = deadlines.pass_time(ENTERED + timedelta(days=60), CLOCKS)
    assert [item.state for item in changed] == [DeadlineState.MISSED, DeadlineState.MISSED]
    assert deadlines.next_due_at is None


def test_meet_in_time_stops_the_clock() -> None:
    deadlines = two_running()
    met = deadlines.meet("search-notice", ENTERED + HOUR)
    assert (met.state, met.met_at) == (DeadlineState.MET, ENTERED + HOUR)
    assert deadlines.next_due_at == of(deadlines, "dna-request").warn_at


def test_meet_late_needs_a_reason_and_stays_missed() -> None:
    deadlines = two_running()
    with pytest.raises(LateReasonRequired):
        deadlines.meet("search-notice", ENTERED + 24 * HOUR, "  ")
    met = deadlines.meet("search-notice", ENTERED + 24 * HOUR, "当晚停电")
    assert (met.state, met.late_reason) == (DeadlineState.MISSED, "当晚停电")
    assert deadlines.awaited("search-notice") is None


def test_meet_what_does_not_run_is_refused() -> None:
    deadlines = two_running()
    deadlines.meet("search-notice", ENTERED + HOUR)
    with pytest.raises(DeadlineNotRunning):
        deadlines.meet("search-notice", ENTERED + 2 * HOUR)


def test_release_cancels_what_runs_and_leaves_what_was_missed_missed_but_awaiting_nothing() -> None:
    deadlines = two_running()
    deadlines.pass_time(ENTERED + 25 * HOUR, CLOCKS)
    assert [item.code for item in deadlines.release(ENTERED + 26 * HOUR)] == ["search-notice", "dna-request"]
    assert [item.state for item in deadlines.items] == [DeadlineState.MISSED, DeadlineState.CANCELLED]
    assert {item.released_at for item in deadlines.items} == {ENTERED + 26 * HOUR}
    assert not any(item.awaits for item in deadlines.items)
    assert deadlines.next_due_at is None
    assert deadlines.release(ENTERED + 27 * HOUR) == []


def test_release_leaves_what_was_done_as_it_is() -> None:
    deadlines = two_running()
    deadlines.meet("search-notice", ENTERED + 24 * HOUR, "当晚停电")
    deadlines.release(ENTERED + 26 * HOUR)
    assert of(deadlines, "search-notice").released_at is None


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("search-notice", "期限已于 2026年9月29日 09:00 届满", "The limit ended on 29 Sep 2026, 09:00."),
        ("dna-request", "期限已于 2026年10月13日 24:00 届满", "The limit ended on 13 Oct 2026, 24:00."),
    ],
)
def test_a_late_duty_without_a_reason_is_told_the_end_on_the_clock_of_the_office(code: str, zh: str, en: str) -> None:
    with pytest.raises(LateReasonRequired) as refused:
        two_running().meet(code, ENTERED + timedelta(days=30))
    assert refused.value.sentence("zh").startswith(zh)
    assert refused.value.sentence("en").startswith(en)


EARLIER, LATER = ENTERED - 12 * HOUR, ENTERED + 12 * HOUR


def test_redate_what_runs_gives_it_its_new_end_and_warns_anew() -> None:
    deadlines = two_running()
    deadlines.pass_time(ENTERED + 19 * HOUR, CLOCKS)
    deadlines.redate(ENTERED, LATER, ENTERED + 20 * HOUR, CLOCKS)
    notice = of(deadlines, "search-notice")
    assert (notice.anchor, notice.due_at, notice.warned) == (LATER, LATER + 24 * HOUR, False)
    assert deadlines.next_due_at == LATER + 18 * HOUR


def test_redate_to_an_end_that_has_passed_lets_the_clock_tell_it() -> None:
    deadlines = two_running()
    deadlines.redate(ENTERED, EARLIER, ENTERED + 13 * HOUR, CLOCKS)
    assert of(deadlines, "search-notice").state is DeadlineState.OPEN
    (missed,) = deadlines.pass_time(ENTERED + 13 * HOUR, CLOCKS)
    assert (missed.code, missed.state) == ("search-notice", DeadlineState.MISSED)


@pytest.mark.parametrize(("anchor", "state"), [(LATER, DeadlineState.OPEN), (EARLIER, DeadlineState.MISSED)])
def test_redate_what_was_missed_lets_it_run_only_if_its_end_is_to_come(anchor: datetime, state: DeadlineState) -> None:
    deadlines = two_running()
    deadlines.pass_time(ENTERED + 25 * HOUR, CLOCKS)
    deadlines.redate(ENTERED, anchor, ENTERED + 26 * HOUR, CLOCKS)
    notice = of(deadlines, "search-notice")
    assert (notice.state, notice.awaits) == (state, True)


def test_redate_judges_what_was_done_by_the_new_end() -> None:
    in_time, late = two_running(), two_running()
    in_time.meet("search-notice", ENTERED + 20 * HOUR)
    in_time.redate(ENTERED, EARLIER, ENTERED + 30 * HOUR, CLOCKS)
    late.meet("search-notice", ENTERED + 30 * HOUR, "当晚停电")
    late.redate(ENTERED, LATER, ENTERED + 40 * HOUR, CLOCKS)
    judged = [of(deadlines, "search-notice") for deadlines in (in_time, late)]
    assert [item.state for item in judged] == [DeadlineState.MISSED, DeadlineState.MET]
    assert [item.met_at for item in judged] == [ENTERED + 20 * HOUR, ENTERED + 30 * HOUR]
    assert judged[1].late_reason == "当晚停电"
    assert not any(item.awaits for item in judged)


@pytest.mark.parametrize(("anchor", "state"), [(LATER, DeadlineState.CANCELLED), (EARLIER, DeadlineState.MISSED)])
def test_redate_judges_what_was_released_by_the_new_end(anchor: datetime, state: DeadlineState) -> None:
    deadlines = two_running()
    deadlines.release(ENTERED + 20 * HOUR)
    deadlines.redate(ENTERED, anchor, ENTERED + 30 * HOUR, CLOCKS)
    notice = of(deadlines, "search-notice")
    assert (notice.state, notice.awaits) == (state, False)


def test_redate_leaves_what_ran_from_another_anchor() -> None:
    deadlines = two_running()
    before = list(deadlines.items)
    deadlines.redate(LATER, EARLIER, ENTERED, CLOCKS)
    assert deadlines.items == before


@given(st.lists(st.integers(0, 800), min_size=1, max_size=12).map(sorted))
def test_however_often_one_looks_each_deadline_is_warned_of_and_missed_at_most_once(hours: list[int]) -> None:
    deadlines = two_running()
    told: list[tuple[str, DeadlineState]] = []
    for hour in hours:
        try:
            told += [(item.code, item.state) for item in deadlines.pass_time(ENTERED + hour * HOUR, CLOCKS)]
        except NothingDue:
            continue
    assert len(told) == len(set(told))
    for item in deadlines.items:
        assert item.due_at is not None
        assert (item.state is DeadlineState.MISSED) == (ENTERED + hours[-1] * HOUR >= item.due_at)
