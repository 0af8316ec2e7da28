"""What time it is: the one port through which anything outside the domain may ask."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


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
