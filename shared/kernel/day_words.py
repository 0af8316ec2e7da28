"""How a day or a moment is told to people in a sentence, on the clock of the office: 2026年11月29日, 29 Nov 2026."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.kernel.labels import Words

_OFFICE = ZoneInfo("Asia/Shanghai")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in_words(day: date) -> Words:
    """The day in both languages."""
    return Words(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def day_of_year_in_words(month: int, day: int) -> Words:
    """A day of every year in both languages: 5月31日, 31 May."""
    return Words(f"{month}月{day}日", f"{day} {_MONTHS[month - 1]}")


def moment_in_words(moment: datetime) -> Words:
    """The day and the minute in both languages."""
    local = moment.astimezone(_OFFICE)
    words, clock = day_in_words(local), f"{local:%H:%M}"
    return Words(f"{words.zh} {clock}", f"{words.en}, {clock}")
