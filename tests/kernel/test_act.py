"""Tests of acts in two times: now, earlier the same day, entered late, in the future, before their cause."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.kernel.act import Act, EvidenceMissing, OccurredInFuture, OccurredTooEarly, is_late_entry
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.labels import Words

NOON = datetime(2026, 9, 28, 4, 0, tzinfo=UTC)
"""12:00 in China."""
CAUSE = Cause("command-1", Actor("fang"), NOON, "command-1")
HOUR = timedelta(hours=1)


def test_an_act_without_a_time_happens_when_it_is_written_down() -> None:
    assert Act.told(CAUSE, None) == Act.now(CAUSE) == Act("fang", NOON, NOON)
    assert not Act.now(CAUSE).entered_late


def test_an_act_of_the_same_day_needs_no_evidence_and_is_not_entered_late() -> None:
    act = Act.told(CAUSE, NOON - 12 * HOUR)
    assert (act.occurred_at, act.recorded_at, act.entered_late) == (NOON - 12 * HOUR, NOON, False)


def test_an_act_of_an_earlier_day_in_china_says_what_shows_it_and_is_entered_late() -> None:
    before_midnight = NOON - 12 * HOUR - timedelta(minutes=1)
    for nothing in ("", "  ", "……", "-", "\u3164", "\u115f。"):
        with pytest.raises(EvidenceMissing):
            Act.told(CAUSE, before_midnight, nothing)
    act = Act.told(CAUSE, before_midnight, " 值班日志 ")
    assert act.entered_late
    assert act.evidence == "值班日志"


def test_an_act_in_the_future_or_at_no_time_is_refused() -> None:
    with pytest.raises(OccurredInFuture):
        Act.told(CAUSE, NOON + timedelta(seconds=1))
    for wrong in (NOON.replace(tzinfo=None), NOON.replace(year=1800)):
        with pytest.raises(TimeWrong):
            Act.told(CAUSE, wrong)


def test_an_act_before_its_cause_is_refused_in_words_that_name_the_cause_and_its_time() -> None:
    act = Act.told(CAUSE, NOON - HOUR)
    act.require_not_before(None, Words("入站", "the arrival"))
    act.require_not_before(act.occurred_at, Words("入站", "the arrival"))
    with pytest.raises(OccurredTooEarly) as refused:
        act.require_not_before(NOON - HOUR / 2, Words("入站", "the arrival"))
    assert refused.value.sentence("zh") == "发生时间不能早于入站（2026年9月28日 11:30），请核对日期和钟点。"
    assert "the arrival (28 Sep 2026, 11:30)" in refused.value.sentence("en")


def test_late_entry_is_one_of_a_later_day_in_china() -> None:
    midnight = NOON - 12 * HOUR
    assert not is_late_entry(midnight, NOON)
    assert is_late_entry(midnight - timedelta(minutes=1), midnight)
    assert not is_late_entry(NOON, midnight), "never before it happened"
