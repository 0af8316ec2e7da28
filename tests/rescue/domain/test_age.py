"""Ages grow with the calendar from the day of the estimate; one without a day stays as it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain import errors
from services.rescue.domain.answers import Answer
from services.rescue.domain.kinds import Unknown
from services.rescue.domain.person import OLDEST, AgeInterval, Person
from tests.builders_rescue import an_unknown_woman

DAY = date(2026, 9, 28)
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def aged(low: int, high: int, on: date | None = None) -> Person:
    return an_unknown_woman(age=Answer(AgeInterval(low, high, "医生", on)))


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2020, 1, 1), (16, 17)),
        (DAY, (16, 17)),
        (date(2027, 9, 27), (16, 17)),
        (date(2027, 9, 28), (17, 18)),
        (date(2028, 9, 27), (17, 18)),
        (date(2028, 9, 28), (18, 19)),
    ],
)
def test_an_age_grows_with_each_anniversary_of_its_estimate(day: date, ends: tuple[int, int]) -> None:
    person = aged(16, 17, DAY)
    assert person.age_on(day) == ends
    assert person.may_be_minor_on(day) == (ends[0] < 18)


def test_an_age_estimated_on_a_leap_day_grows_on_the_first_of_march() -> None:
    person = aged(16, 17, date(2024, 2, 29))
    assert [person.age_on(date(2025, *day)) for day in ((2, 28), (3, 1))] == [(16, 17), (17, 18)]


def test_an_age_without_a_day_does_not_grow_and_no_age_is_none() -> None:
    assert aged(16, 17).age_on(date(2080, 1, 1)) == (16, 17)
    assert Person().age_on(DAY) is None
    assert not Person(age=Answer(unknown=Unknown.NOT_KNOWN)).may_be_minor_on(DAY)


def test_a_person_is_shown_with_the_age_of_the_day_and_without_an_estimated_day_as_described() -> None:
    later = date(2028, 9, 28)
    assert aged(16, 17, DAY).aged(later) == aged(18, 19, later)
    for person in (aged(16, 17), Person()):
        assert person.aged(later) == person


@given(st.integers(0, 120), st.integers(0, 120), DAYS, DAYS, st.integers(0, 4000))
def test_an_age_never_shrinks_and_stays_an_interval(low: int, high: int, known: date, day: date, later: int) -> None:
    age = AgeInterval(min(low, high), max(low, high), estimated_on=known)
    before, after = age.on(day), age.on(day + timedelta(days=later))
    assert age.low <= before[0] <= after[0] <= OLDEST
    assert age.high <= before[1] <= after[1] <= OLDEST
    assert before[0] <= before[1]


def test_the_day_of_an_estimate_is_the_day_of_saving_unless_told_or_unchanged() -> None:
    def day_of(now: Person, before: Person) -> date | None:
        age = now.dated(before, DAY).age.value
        return age.estimated_on if age else None

    earlier = date(2024, 1, 1)
    assert day_of(aged(15, 19), Person()) == DAY
    assert day_of(aged(15, 19), aged(15, 18, earlier)) == DAY
    assert day_of(aged(15, 19), aged(15, 19, earlier)) == earlier
    assert day_of(aged(15, 19), aged(15, 19)) is None, "nothing is invented for what was written before"
    assert day_of(aged(15, 19, earlier), aged(15, 19, DAY)) == earlier
    assert Person().dated(aged(15, 19), DAY).age == Person().age


def test_an_age_cannot_have_been_estimated_on_a_day_to_come() -> None:
    with pytest.raises(errors.EstimatedInFuture):
        aged(15, 19, DAY + timedelta(days=1)).dated(Person(), DAY)
