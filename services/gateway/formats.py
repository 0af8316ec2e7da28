"""How dates, times, money and lengths of time are written for people, in Chinese and English."""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency, format_decimal

from services.gateway.i18n import BABEL_LOCALES

SHANGHAI = ZoneInfo("Asia/Shanghai")
LOCALES = {language: Locale.parse(name) for language, name in BABEL_LOCALES.items()}
DATE = {"zh": "y年M月d日", "en": "d MMM y"}
DAY_OF_MONTH = {"zh": "d日", "en": "d"}
DATE_WITH_WEEKDAY = {"zh": "y年M月d日 EEEE", "en": "EEEE d MMMM y"}
MOMENT = {"zh": "M月d日 HH:mm", "en": "d MMM HH:mm"}
MOMENT_WITH_YEAR = {"zh": "y年M月d日 HH:mm", "en": "d MMM y HH:mm"}
JUST_NOW = {"zh": "刚刚", "en": "just now"}
SOON = timedelta(hours=4)
MANY_HOURS = timedelta(days=1.2)
"""From here on a length is told in days."""


@dataclass(frozen=True)
class Formats:
    """The formats of one language at one moment. ``now`` is aware; all times are shown in Asia/Shanghai."""

    language: str
    now: datetime
    on_paper: bool = False
    """Whether it is read later and elsewhere: moments have their year, and no length of time is counted from now."""

    @property
    def locale(self) -> Locale:
        """Babel's locale of the language, parsed once: parsing its name takes longer than writing a number."""
        return LOCALES[self.language]

    @property
    def local_today(self) -> date:
        """The day it is in Asia/Shanghai."""
        return _local_day(self.now)

    def day(self, value: date) -> str:
        """2026年11月23日, 23 Nov 2026."""
        return format_date(_local_day(value), DATE[self.language], locale=self.locale)

    def day_of_month(self, value: date) -> str:
        """23日, 23: where month and year are plain."""
        return format_date(_local_day(value), DAY_OF_MONTH[self.language], locale=self.locale)

    def weekday(self, value: date) -> str:
        """2026年11月23日 星期一."""
        return format_date(_local_day(value), DATE_WITH_WEEKDAY[self.language], locale=self.locale)

    def moment(self, value: datetime) -> str:
        """11月23日 14:05; with the year when it is another one, and on paper."""
        local = value.astimezone(SHANGHAI)
        this_year = local.year == self.now.astimezone(SHANGHAI).year
        pattern = MOMENT if this_year and not self.on_paper else MOMENT_WITH_YEAR
        return format_datetime(local, pattern[self.language], locale=self.locale)

    def bytes_of(self, size: int) -> str:
        """A size for people: 812 KB, 3.4 MB."""
        if size < 1024 * 1024:
            return f"{self.number(max(1, round(size / 1024)))} KB"
        return f"{format_decimal(round(size / (1024 * 1024), 1), locale=self.locale)} MB"

    def moment_or_day(self, value: datetime) -> str:
        """The moment; the day alone at midnight, which stands for a time that nobody knows."""
        local = value.astimezone(SHANGHAI)
        return self.moment(value) if local.time() != time() else self.day(value)

    def limit(self, value: datetime) -> str:
        """When a limit ends. One that ends with a day is told as 24:00 of that day, never as 00:00 of the next."""
        local = value.astimezone(SHANGHAI)
        if (local.hour, local.minute) != (0, 0):
            return self.moment(value)
        return self.moment(value - timedelta(minutes=1)).replace("23:59", "24:00")

    def end_in_figures(self, value: datetime) -> str:
        """When a limit ends, for a file: 2026-10-13 24:00. Such texts sort as the moments do."""
        local = value.astimezone(SHANGHAI)
        if (local.hour, local.minute) != (0, 0):
            return f"{local:%Y-%m-%d %H:%M}"
        return f"{local - timedelta(minutes=1):%Y-%m-%d} 24:00"

    def relative(self, value: datetime) -> str:
        """3小时前, in 2 days; within a minute 刚刚."""
        if abs(value - self.now) < timedelta(minutes=1):
            return JUST_NOW[self.language]
        ago = value - self.now
        return format_timedelta(ago, "minute", add_direction=True, threshold=1.2, locale=self.locale)

    def length(self, value: timedelta) -> str:
        """A length of time without direction: 45分钟, 3 days; never weeks, for limits are counted in days."""
        if abs(value) < MANY_HOURS:
            return format_timedelta(abs(value), "minute", threshold=1.2, locale=self.locale)
        return format_timedelta(abs(value), granularity="day", threshold=math.inf, locale=self.locale)

    def money(self, fen: int) -> str:
        """¥5,000.00 from 分."""
        return format_currency(Decimal(fen) / 100, "CNY", "¥#,##0.00", locale=self.locale, currency_digits=False)

    def number(self, value: int) -> str:
        """13,899."""
        return format_decimal(value, locale=self.locale)

    def urgency(self, due_at: datetime) -> str:
        """``overdue``, ``soon`` (within four hours) or ``later``: chooses the words and the tag, never colour alone."""
        if due_at <= self.now:
            return "overdue"
        return "soon" if due_at - self.now <= SOON else "later"


def from_local(text: str) -> datetime | None:
    """What a ``datetime-local`` field holds, taken as Asia/Shanghai; None when it is empty or not a time."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def to_local(value: datetime | None) -> str:
    """A time as a ``datetime-local`` field wants it, in Asia/Shanghai."""
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M") if value else ""


def _local_day(value: date) -> date:
    return value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
