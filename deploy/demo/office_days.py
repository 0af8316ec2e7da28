"""On which days offices work, as far as the calendar knows: of years that it does not have, Monday to Friday."""

from datetime import date, datetime, timedelta

from shared.kernel.calendar import CalendarMissing, local_date
from shared.reference.calendars import chinese_calendar

_CALENDAR = chinese_calendar()
_DAY = timedelta(days=1)


def is_office_day(day: date) -> bool:
    """Whether offices work on this day."""
    try:
        return _CALENDAR.is_working_day(day)
    except CalendarMissing:
        return day.weekday() < 5


def office_day_of_year(day: date) -> date:
    """This day or the last office day before it, within its year: the first after it where the year begins so."""
    before = day
    while not is_office_day(before):
        before -= _DAY
    while before.year < day.year or not is_office_day(before):
        before += _DAY
    return before


def last_office_day(now: datetime) -> date:
    """The last office day before today in China."""
    day = local_date(now) - _DAY
    while not is_office_day(day):
        day -= _DAY
    return day
