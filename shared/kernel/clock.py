"""What time it is: the one port through which anything outside the domain may ask."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, overload

from shared.kernel.errors import Invalid


class TimeWrong(Invalid):
    slug = "time-wrong"
    zh, en = (
        "时间不对：请核对年份，须在 1900 年以后、2200 年以前（接口调用还须带时区）。",
        "This time cannot be: check the year; it lies after 1900 and before 2200 (callers give a zone, too).",
    )


def is_within_reach(day: date) -> bool:
    """Whether the year is one that people, papers and limits here can be of: 1901 to 2199."""
    return 1900 < day.year < 2200


@overload
def utc(at: datetime) -> datetime: ...
@overload
def utc(at: datetime | None) -> datetime | None: ...
def utc(at: datetime | None) -> datetime | None:
    """The instant in UTC. Raises TimeWrong for one without a zone or outside the years 1901 to 2199."""
    if at is None:
        return None
    if at.utcoffset() is None or not is_within_reach(at):
        raise TimeWrong
    return at.astimezone(UTC)


class Clock(Protocol):
    """Tells the time. The domain never asks; it is told."""

    def now(self) -> datetime:
        """The instant now, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant now, aware, in UTC."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock for tests and replays: it stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """The instant that it was set to, in UTC."""
        return self.at.astimezone(UTC)

    def move(self, by: timedelta) -> None:
        """Let this much time pass."""
        self.at += by
