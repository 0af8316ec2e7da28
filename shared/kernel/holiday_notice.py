"""The State Council's yearly holiday notice, as it is written or as two lists of days, made into a calendar year.

Basis: 《全国年节及纪念日放假办法》; the days are said by 国务院办公厅关于部分节假日安排的通知.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from shared.kernel.calendar import CalendarYear
from shared.kernel.errors import Invalid
from shared.kernel.texts import half_width

LONGEST_HOLIDAY = timedelta(days=15)

_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
_RANGE = re.compile(_DAY + r"(?:\s*[至—-]\s*" + _DAY + r")?")
_CLAUSES = re.compile(r"[。；;，,\n]+")
_WEEKDAYS = "一二三四五六日"


class NoticeNotUnderstood(Invalid):
    slug = "notice-not-understood"
    zh = (
        "没有从通知中读到 {year} 年的放假日期。请粘贴通知全文，例如“一、元旦：1月1日（周五）至3日（周日）放假，共3天。”"
    )
    en = (
        "No days off in {year} could be read from the notice. Paste its full text, for example "
        "“一、元旦：1月1日（周五）至3日（周日）放假，共3天。”"
    )


class NoSuchDay(Invalid):
    slug = "no-such-day"
    zh = "通知中的“{text}”不是一个日期。请核对原文。"
    en = "“{text}” in the notice is not a date. Check it against the original."


class DayOfAnotherYear(Invalid):
    slug = "day-of-another-year"
    zh = "{day} 不是 {year} 年的日子。每次只录入一年；属于另一年的日子请录入那一年。"
    en = "{day} is not a day of {year}. Enter one year at a time, and such a day with its own year."


class WeekdayWrong(Invalid):
    slug = "weekday-wrong"
    zh = "{day} 是星期{is_zh}，通知中写的是星期{said}。请核对年份和日期。"
    en = "The notice gives another weekday for {day} (星期{said}, but it is 星期{is_zh}). Check the year and the day."


class DayOffAtWeekend(Invalid):
    slug = "day-off-at-weekend"
    zh = "{day} 是周末，本来就不上班，不用写进放假的工作日。"
    en = "{day} is at a weekend and off anyway; leave it out of the weekdays that are off."


class MakeUpOnWeekday(Invalid):
    slug = "make-up-on-weekday"
    zh = "{day} 不是周末，不能作为调休上班的日子。"
    en = "{day} is no day of a weekend, so it cannot be a make-up day."


REFUSALS = (NoticeNotUnderstood, NoSuchDay, DayOfAnotherYear, WeekdayWrong, DayOffAtWeekend, MakeUpOnWeekday)
"""Everything that a notice may be refused for."""


def calendar_year(number: int, days_off: Iterable[date], make_up_days: Iterable[date], source: str) -> CalendarYear:
    """A year of the calendar from the weekdays that are off and the weekend days that are worked.

    Raises NoticeNotUnderstood when no day is off, DayOfAnotherYear, DayOffAtWeekend and MakeUpOnWeekday.
    """
    off, worked = frozenset(days_off), frozenset(make_up_days)
    for day in sorted(off | worked):
        if day.year != number:
            raise DayOfAnotherYear(day=day, year=number)
    for day in sorted(off):
        if day.weekday() >= 5:
            raise DayOffAtWeekend(day=day)
    for day in sorted(worked):
        if day.weekday() < 5:
            raise MakeUpOnWeekday(day=day)
    if not off:
        raise NoticeNotUnderstood(year=number)
    return CalendarYear(off, worked, source.strip())


def read_notice(number: int, text: str, source: str) -> CalendarYear:
    """A year of the calendar from the notice as the State Council writes it.

    Days of a weekend within a holiday are off anyway. Weekdays written beside a day must be its own, so a notice of
    another year is refused. Raises what ``calendar_year`` raises, WeekdayWrong and NoSuchDay.
    """
    off: set[date] = set()
    worked: set[date] = set()
    for clause in _CLAUSES.split(half_width(text)):
        if "上班" in clause:
            worked |= {day for span in _spans(number, clause) for day in span}
        elif "放假" in clause:
            off |= {day for span in _spans(number, clause) for day in span if day.weekday() < 5}
    return calendar_year(number, off, worked, source)


def _spans(number: int, clause: str) -> list[list[date]]:
    """The days of each range in a clause. A month or a year that is not repeated is that of the day before."""
    spans, month, year = [], "", number
    for found in _RANGE.finditer(clause):
        if not (found[2] or month):
            raise NoSuchDay(text=found[0])
        year, month = int(found[1] or number), found[2] or month
        first = last = _day(year, month, found[3], found[4])
        if found[7]:
            year, month = int(found[5] or year), found[6] or month
            last = _day(year, month, found[7], found[8])
        if not timedelta(0) <= last - first <= LONGEST_HOLIDAY:
            raise NoSuchDay(text=found[0])
        spans.append([first + timedelta(days=n) for n in range((last - first).days + 1)])
    return spans


def _day(year: int, month: str, day: str, beside: str | None) -> date:
    try:
        found = date(year, int(month), int(day))
    except ValueError as error:
        raise NoSuchDay(text=f"{month}月{day}日") from error
    said = re.search(r"(?:周|星期)([一二三四五六日天])", beside or "")
    if said and said[1].replace("天", "日") != _WEEKDAYS[found.weekday()]:
        raise WeekdayWrong(day=found, said=said[1], is_zh=_WEEKDAYS[found.weekday()])
    return found
