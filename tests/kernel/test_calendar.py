"""Working days: checked against the package the data came from, the official notice of 2026, and by properties."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import chinese_calendar as package
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.shipped_calendar import days, years
from shared.kernel.calendar import (
    CalendarMissing,
    CalendarYear,
    add_months,
    deadline_end,
    local_date,
    local_instant,
    read_calendar,
)
from shared.reference.calendars import chinese_calendar
from shared.reference.shipped import shipped

CALENDAR = chinese_calendar()
DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))


def test_add_working_days_over_national_day_counts_the_make_up_saturday() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 28), 5) == date(2026, 10, 10)
    assert CALENDAR.add_working_days(date(2026, 9, 28), 7) == date(2026, 10, 13)


def test_every_day_of_every_year_agrees_with_the_package() -> None:
    day, last = date(2004, 1, 1), date(2026, 12, 31)
    while day <= last:
        assert CALENDAR.is_working_day(day) == package.is_workday(day), day
        day += timedelta(days=1)


def test_the_data_file_is_what_the_script_writes() -> None:
    package = shipped("calendars")
    assert list(package.rows("days.csv")) == days()
    assert list(package.rows("years.csv")) == years()


def test_every_year_names_its_source() -> None:
    assert sorted(CALENDAR.years) == list(range(2004, 2027))
    assert all(year.source for year in CALENDAR.years.values())


def test_a_year_without_data_is_a_loud_error_in_both_languages() -> None:
    with pytest.raises(CalendarMissing) as caught:
        CALENDAR.add_working_days(date(2026, 12, 30), 7)
    assert "2027 年" in caught.value.sentence("zh")
    assert "2027" in caught.value.sentence("en")
    with pytest.raises(CalendarMissing):
        CALENDAR.is_working_day(date(2003, 12, 31))


def test_a_further_year_can_be_entered() -> None:
    calendar = CALENDAR.with_years({2027: CalendarYear(frozenset({date(2027, 1, 1)}), frozenset(), "notice")})
    assert calendar.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_read_calendar_refuses_a_day_of_another_year(tmp_path: Path) -> None:
    file = tmp_path / "years.json"
    file.write_text('{"2027": {"source": "x", "days_off": ["2026-01-01"], "make_up_days": []}}')
    with pytest.raises(ValueError, match="2026-01-01 is not a day of 2027"):
        read_calendar(file)


@given(DAYS, st.integers(1, 60))
def test_add_working_days_lands_on_a_working_day_with_n_of_them_passed(start: date, n: int) -> None:
    end = CALENDAR.add_working_days(start, n)
    passed = [start + timedelta(days=i + 1) for i in range((end - start).days)]
    assert CALENDAR.is_working_day(end)
    assert sum(CALENDAR.is_working_day(day) for day in passed) == n


@given(DAYS, st.integers(1, 60))
def test_counting_back_from_a_working_day_undoes_counting_forward(start: date, n: int) -> None:
    start = CALENDAR.add_working_days(start, 1)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, n), -n) == start


@given(DAYS)
def test_zero_working_days_is_the_day_itself(start: date) -> None:
    assert CALENDAR.add_working_days(start, 0) == start


@given(DAYS)
def test_deadline_end_is_midnight_in_china(day: date) -> None:
    end = deadline_end(day)
    assert end.tzinfo is UTC
    assert local_date(end) == day + timedelta(days=1)
    assert local_date(end - timedelta(microseconds=1)) == day


def test_deadline_end_in_utc() -> None:
    assert deadline_end(date(2026, 10, 13)) == datetime(2026, 10, 13, 16, tzinfo=UTC)
    assert local_instant(date(2026, 10, 13), time(8, 30)) == datetime(2026, 10, 13, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_last(start: date, n: int, end: date) -> None:
    assert add_months(start, n) == end
