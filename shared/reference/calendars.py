"""The working calendar by years, each with the State Council's notice as its source."""

from datetime import date
from functools import cache

from shared.kernel.calendar import CalendarYear, WorkingCalendar
from shared.reference.package import Package, PackageWrong
from shared.reference.shipped import shipped

OFF, WORKED = "off", "worked"


def calendar_of(package: Package) -> WorkingCalendar:
    """The years of a package. Raises PackageWrong for a day that is none, stands twice or belongs to no year of it.

    A day off is a weekday and a day worked (调休) a day of a weekend: all others go without saying.
    """
    days: dict[date, str] = {}
    for text, kind in package.rows("days.csv"):
        day = _day(package, text)
        if day in days or kind != (OFF if day.weekday() < 5 else WORKED):
            raise PackageWrong(
                package.folder,
                f"{text} 重复，或者不是放假的工作日、上班的周末。",
                f"{text} stands twice, or is neither a weekday off nor a weekend day worked.",
            )
        days[day] = kind
    sources: dict[int, str] = {}
    for year, source in package.rows("years.csv"):
        if not year.isdigit() or int(year) in sources or not source.strip():
            raise PackageWrong(
                package.folder, f"{year} 年重复，或者没有依据。", f"year {year} stands twice or has no source."
            )
        sources[int(year)] = source
    if strangers := sorted({day.year for day in days} ^ set(sources)):
        raise PackageWrong(
            package.folder, f"{strangers[0]} 年只有日子或者只有依据。", f"{strangers[0]} has days or a source alone."
        )
    return WorkingCalendar({year: _year(year, source, days) for year, source in sources.items()})


@cache
def chinese_calendar() -> WorkingCalendar:
    """The calendar that comes with the product, 2004 to 2026."""
    return calendar_of(shipped("calendars"))


def _year(year: int, source: str, days: dict[date, str]) -> CalendarYear:
    off, worked = (
        frozenset(day for day, of in days.items() if day.year == year and of == kind) for kind in (OFF, WORKED)
    )
    return CalendarYear(off, worked, source)


def _day(package: Package, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PackageWrong(package.folder, f"“{text}”不是日期。", f"{text!r} is no day.") from error
