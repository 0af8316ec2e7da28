"""A fact in two times: what was true on a day, as known at an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from shared.kernel.dated import Dated, Span

START = datetime(2026, 1, 1, tzinfo=UTC)
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


def hours(number: int) -> datetime:
    return START + timedelta(hours=number)


def test_a_change_leaves_the_days_before_it_as_they_were() -> None:
    name = Dated[str]().change("旧名", None, hours(0), "li").change("新名", SUMMER, hours(1), "li")
    assert (name.at(SPRING), name.at(SUMMER), name.at(AUTUMN)) == ("旧名", "新名", "新名")
    assert name.at(AUTUMN, hours(0)) == "旧名"
    assert name.spans() == [Span("旧名", None, SUMMER), Span("新名", SUMMER, None)]


def test_a_change_entered_late_takes_its_place_before_later_ones() -> None:
    name = Dated[str]().change("一", None, hours(0), "li").change("三", AUTUMN, hours(1), "li")
    late = name.change("二", SUMMER, hours(2), "li")
    assert [late.at(day) for day in (SPRING, SUMMER, AUTUMN)] == ["一", "二", "三"]
    assert late.at(SUMMER, hours(1)) == "一"


def test_a_correction_puts_one_version_right_and_wipes_no_later_change() -> None:
    name = Dated[str]().change("误", None, hours(0), "li").change("新名", SUMMER, hours(1), "li")
    right = name.correct("正", SPRING, hours(2), "wang")
    assert [right.at(day) for day in (SPRING, SUMMER)] == ["正", "新名"]
    assert right.at(SPRING, hours(1)) == "误"


def test_a_correction_of_a_day_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(LookupError):
        Dated[str]().correct("正", SPRING, hours(0), "li")


def test_of_two_changes_of_one_day_the_one_written_down_later_counts_also_after_a_correction_of_the_first() -> None:
    name = Dated[str]().change("甲", SUMMER, hours(0), "li").change("乙", SUMMER, hours(1), "li")
    assert (name.at(SUMMER), name.spans()) == ("乙", [Span("乙", SUMMER, None)])
    corrected = Dated[str]().change("甲", SUMMER, hours(0), "li").correct("丙", SUMMER, hours(1), "li")
    assert corrected.change("乙", SUMMER, hours(2), "li").at(SUMMER) == "乙"


def test_what_stood_before_times_were_kept_counts_as_always_known() -> None:
    name = Dated[str]().change("旧名", None, None, "")
    assert name.at(date(1990, 1, 1), START - timedelta(days=9000)) == "旧名"


@dataclass
class Thing:
    name: Dated[str]


def test_a_dated_fact_comes_back_from_storage_as_it_was() -> None:
    adapter = TypeAdapter(Thing)
    thing = Thing(Dated[str]().change("甲", None, hours(0), "li").correct("乙", SPRING, hours(1), "li"))
    assert adapter.validate_python(adapter.dump_python(thing, mode="json")) == thing


DAYS = [date(2026, 1, 1) + timedelta(days=30 * number) for number in range(8)]
ACTS = st.lists(st.tuples(st.sampled_from(["change", "correct"]), st.sampled_from(DAYS)), max_size=12)


def told(acts: list[tuple[str, date]]) -> list[Dated[int]]:
    """The fact after each act; every act tells a value of its own, an hour after the one before."""
    steps = [Dated[int]().change(0, None, hours(0), "li")]
    for number, (what, day) in enumerate(acts, start=1):
        verb = steps[-1].change if what == "change" else steps[-1].correct
        steps.append(verb(number, day, hours(number), "li"))
    return steps


@given(acts=ACTS)
def test_as_known_then_is_what_was_answered_then(acts: list[tuple[str, date]]) -> None:
    steps = told(acts)
    for number, then in enumerate(steps):
        assert [steps[-1].at(day, hours(number)) for day in DAYS] == [then.at(day) for day in DAYS]
        assert steps[-1].spans(hours(number)) == then.spans()


@given(acts=ACTS)
def test_an_act_changes_only_the_days_that_it_speaks_of(acts: list[tuple[str, date]]) -> None:
    for number, (before, after) in enumerate(zip(steps := told(acts), steps[1:], strict=False)):
        what, day = acts[number]
        wrong = before.at(day)
        for other in DAYS:
            if what == "correct":
                assert after.at(other) == (number + 1 if before.at(other) == wrong else before.at(other))
            elif other < day:
                assert after.at(other) == before.at(other)
        assert after.at(day) == number + 1


@given(acts=ACTS)
def test_spans_and_questions_agree(acts: list[tuple[str, date]]) -> None:
    fact = told(acts)[-1]
    spans = fact.spans()
    for day in DAYS:
        of_day = [s.value for s in spans if (s.start is None or s.start <= day) and (s.end is None or day < s.end)]
        assert of_day == [fact.at(day)]
