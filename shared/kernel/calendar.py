"""Chinese working days (with 调休 make-up days) and ends of days, as dated data: a year without data is an error."""

import json
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.kernel.errors import Unavailable

SHANGHAI = ZoneInfo("Asia/Shanghai")
ANNOUNCED_IN = 11
"""The month from which next year's calendar should be there."""
FIRST_YEAR, LAST_YEAR = 2004, 2100
"""The years that a calendar may be of: from the first that is shipped on."""


class CalendarMissing(Unavailable):
    """The State Council's holiday notice of the year has not been entered yet."""

    slug = "calendar-missing"
    zh = "{year} 年的工作日历还没有录入，无法计算工作日期限。请运维人员按国务院办公厅的放假通知录入后再试。"
    en = (
        "The working calendar of {year} has not been entered, so working-day limits cannot be computed. "
        "Ask an operator to enter it from the State Council's holiday notice, then try again."
    )

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(year=year)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """How one year departs from Monday to Friday: weekdays off, weekend days worked (调休), and who says so."""

    days_off: frozenset[date]
    make_up_days: frozenset[date]
    source: str


@dataclass(frozen=True, slots=True)
class EnteredYear:
    """One entry: a year for the first time, or a correction of it. ``by`` is a user name, ``at`` UTC.

    ``takes_back``: the entry that held until then is taken back, and the one before it holds again, or the year that is
    shipped; ``year`` then has no days, and for its source says why.
    """

    number: int
    year: CalendarYear
    by: str
    at: datetime
    id: str = ""
    takes_back: bool = False

    @property
    def countable(self) -> bool:
        """Whether its number is that of a year which can be counted with. Others were kept before this was asked."""
        return FIRST_YEAR <= self.number <= LAST_YEAR


@dataclass(frozen=True)
class WorkingCalendar:
    """Answers questions about working days in China for the years it has data for."""

    years: Mapping[int, CalendarYear]

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on this day. Raises CalendarMissing for a year without data."""
        year = self.years.get(day.year)
        if year is None:
            raise CalendarMissing(year=day.year)
        return day in year.make_up_days or (day.weekday() < 5 and day not in year.days_off)

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after ``start``, which itself never counts (民法典 第二百零一条).

        ``n`` < 0 counts backwards; ``n`` = 0 is ``start``. Raises CalendarMissing on entering a year without data.
        """
        step = timedelta(days=1 if n > 0 else -1)
        day, left = start, abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def next_working_day(self, day: date) -> date:
        """This day when offices work on it, otherwise the first working day after it (民法典 第二百零三条).

        Raises CalendarMissing on entering a year without data.
        """
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def year_to_enter(self, today: date) -> int | None:
        """The year whose notice should have been entered by this day in China: this year's, and from 1 November on the
        next one's, which the State Council has published by then as a rule. None while nothing is missing.
        """
        wanted = [today.year, *([today.year + 1] if today.month >= ANNOUNCED_IN else [])]
        return next((year for year in wanted if year not in self.years), None)

    def with_years(self, more: Mapping[int, CalendarYear]) -> "WorkingCalendar":
        """This calendar with further or corrected years."""
        return WorkingCalendar({**self.years, **more})


def latest(entries: Iterable[EnteredYear]) -> dict[int, EnteredYear]:
    """The entry that holds for each year, from entries in the order in which they were made."""
    made: dict[int, list[EnteredYear]] = {}
    for one in entries:
        held = made.setdefault(one.number, [])
        if not one.takes_back:
            held.append(one)
        elif held:
            held.pop()
    return {number: held[-1] for number, held in made.items() if held}


def held_entry(entries: Iterable[EnteredYear], entry_id: str) -> EnteredYear | None:
    """The entry of this id, where it holds for its year."""
    return next((one for one in latest(entries).values() if one.id == entry_id), None)


def taking_back(held: EnteredYear, why: str, by: str, at: datetime) -> EnteredYear:
    """The entry that takes back the one that holds; it has no days, and says why."""
    return EnteredYear(held.number, CalendarYear(frozenset(), frozenset(), why), by, at, takes_back=True)


def counted(entries: Iterable[EnteredYear]) -> dict[int, CalendarYear]:
    """The years to count with, from all entries."""
    return {number: one.year for number, one in latest(entries).items() if one.countable}


def add_months(start: date, n: int) -> date:
    """The same day n months later, or the month's last day when there is none (民法典 第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def local_date(instant: datetime) -> date:
    """The date in China at this instant."""
    return instant.astimezone(SHANGHAI).date()


def local_instant(day: date, at: time) -> datetime:
    """The UTC instant of a wall-clock time in China."""
    return datetime.combine(day, at, SHANGHAI).astimezone(UTC)


def deadline_end(day: date) -> datetime:
    """The UTC instant at which this day ends in China: 24:00 Asia/Shanghai (民法典 第二百零三条)."""
    return local_instant(day + timedelta(days=1), time.min)


def read_calendar(path: Path) -> WorkingCalendar:
    """Read a calendar file ``{year: {source, days_off, make_up_days}}``.

    Raises OSError, and ValueError, with the path, for any other content and for a day of another year.
    """
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        return WorkingCalendar({int(name): _year(int(name), entry) for name, entry in written.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is no working calendar: {error}") from error


def _year(number: int, entry: Mapping[str, Any]) -> CalendarYear:
    off, make_up = ({date.fromisoformat(day) for day in entry[key]} for key in ("days_off", "make_up_days"))
    strangers = [day for day in off | make_up if day.year != number]
    if strangers:
        raise ValueError(f"{strangers[0]} is not a day of {number}")
    return CalendarYear(frozenset(off), frozenset(make_up), entry["source"])
