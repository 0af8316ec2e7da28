"""What an entry of a year of the working calendar must be: a year of now, with every holiday of the law, said twice.

Basis: 《全国年节及纪念日放假办法》 (2024年11月10日第四次修订，自2025年1月1日起施行) 第二条, the text
before it, and the rule that a holiday that falls on a weekend is made up for on a working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shared.kernel.calendar import FIRST_YEAR, LAST_YEAR, CalendarYear, EnteredYear, local_date
from shared.kernel.errors import Conflict, Invalid

YEARS_AHEAD = 2
"""How far ahead a year can be entered; the State Council gives notice of the next year in autumn."""


class YearOutOfReach(Invalid):
    slug = "year-out-of-reach"
    zh = "不能录入 {year} 年的工作日历：只能录入 {first} 年至 {last} 年。请核对年份。"
    en = "The working calendar of {year} cannot be entered, only those of {first} to {last}. Check the year."


class HolidaysMissing(Invalid):
    slug = "holidays-missing"
    zh = "通知里没有读到 {year} 年的法定节假日：{names}。录入会替换整年，请粘贴通知全文。"
    en = (
        "Public holidays of {year} were not read from the notice: {names}. "
        "An entry replaces the whole year, so paste the full text."
    )


class DaysOffTooFew(Invalid):
    slug = "days-off-too-few"
    zh = (
        "读到 {off} 个放假的工作日、{worked} 个调休上班的周末，相差 {net} 天；法定放假 {law} 天。"
        "请核对有没有漏掉放假的日子，或者多出上班的日子。"
    )
    en = (
        "{off} weekdays off and {worked} weekend days worked were read, which leaves {net} days; the law gives {law}. "
        "Check whether a day off was left out, or a day worked is one too many."
    )


class YearKnown(Conflict):
    slug = "calendar-year-known"
    zh = "{year} 年的工作日历已经有了（{source}）。确要替换整年的，请勾选“替换已有的年份”；原来的会保留，可以恢复。"
    en = (
        "There is a working calendar of {year} already ({source}). To replace the whole year, tick “Replace the year "
        "that is there”; the earlier one is kept and can be brought back."
    )


class NothingToTakeBack(Conflict):
    slug = "no-calendar-entry"
    zh = "没有录入过 {year} 年的工作日历，没有可以撤销的。"
    en = "No working calendar of {year} was entered, so there is nothing to take back."


ENTRY_REFUSALS = (YearOutOfReach, HolidaysMissing, DaysOffTooFew, YearKnown)
"""Everything that an entry may be refused for, beside what its notice may be."""


@dataclass(frozen=True, slots=True)
class _Holiday:
    """A public holiday and the first and last day (month, day) on which its days off can lie."""

    name: str
    first: tuple[int, int]
    last: tuple[int, int]


_HOLIDAYS = (
    _Holiday("元旦", (1, 1), (1, 4)),
    _Holiday("春节", (1, 20), (2, 25)),
    _Holiday("清明节", (4, 2), (4, 8)),
    _Holiday("劳动节", (4, 27), (5, 7)),
    _Holiday("端午节", (5, 25), (6, 29)),
    _Holiday("中秋节", (9, 5), (10, 10)),
    _Holiday("国庆节", (9, 30), (10, 10)),
)


def missing_holidays(number: int, year: CalendarYear) -> list[str]:
    """The public holidays without a weekday off; before 2008 清明, 端午 and 中秋 were none."""
    if number < 2008:
        return []
    return [one.name for one in _HOLIDAYS if not _has(one, number, year)]


def complete(number: int, year: CalendarYear) -> bool:
    """Whether it has every public holiday and as many days off as the law gives."""
    return not missing_holidays(number, year) and _net(year) >= _by_law(number)


def new_entry(entered: EnteredYear, known: Mapping[int, CalendarYear], *, replaces: bool) -> EnteredYear:
    """The entry, when it may be made. ``known`` are the years that there are; ``replaces`` says that one is meant.

    Raises YearOutOfReach, HolidaysMissing, DaysOffTooFew or YearKnown.
    """
    number, year, last = entered.number, entered.year, local_date(entered.at).year + YEARS_AHEAD
    if not FIRST_YEAR <= number <= min(last, LAST_YEAR):
        raise YearOutOfReach(year=number, first=FIRST_YEAR, last=last)
    if missing := missing_holidays(number, year):
        raise HolidaysMissing(year=number, names="、".join(missing))
    if _net(year) < _by_law(number):
        off, worked = len(year.days_off), len(year.make_up_days)
        raise DaysOffTooFew(off=off, worked=worked, net=_net(year), law=_by_law(number))
    if number in known and not replaces:
        raise YearKnown(year=number, source=known[number].source)
    return entered


def _has(holiday: _Holiday, number: int, year: CalendarYear) -> bool:
    first, last = date(number, *holiday.first), date(number, *holiday.last)
    return any(first + timedelta(days=n) in year.days_off for n in range((last - first).days + 1))


def _net(year: CalendarYear) -> int:
    """Weekdays off less weekend days worked: what was given, not moved. The last week belongs to the next 元旦."""
    return sum(not _last_week(day) for day in year.days_off) - sum(not _last_week(day) for day in year.make_up_days)


def _last_week(day: date) -> bool:
    return (day.month, day.day) >= (12, 25)


def _by_law(number: int) -> int:
    """Days off that everybody has: 13 from 2025, 11 from 2008 (第二条 of each text); earlier years are not judged."""
    return 13 if number >= 2025 else 11 if number >= 2008 else 0
