"""What is kept of an act: who, when it was true and what shows that, and when it was written down."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.kernel.act import Act
from shared.kernel.calendar import local_date


@dataclass(frozen=True)
class Entry:
    """An act as it is stored. ``occurred_at`` is None for what was entered before both times were kept: unknown.

    ``seen`` is the review code of what a second person confirmed; empty where that was before it was kept.
    """

    by: str
    recorded_at: datetime
    occurred_at: datetime | None = None
    evidence: str = ""
    seen: str = ""

    @classmethod
    def of(cls, act: Act) -> "Entry":
        """The entry of an act."""
        return cls(act.by, act.recorded_at, act.occurred_at, act.evidence, act.seen)

    @property
    def day(self) -> date | None:
        """The day in China on which it was true; None where that is unknown."""
        return None if self.occurred_at is None else local_date(self.occurred_at)

    @property
    def since(self) -> datetime:
        """When it was true, or where nobody knows that, when it was written down."""
        return self.occurred_at or self.recorded_at

    def day_after(self, act: Act) -> date | None:
        """Its own day, if the act is said to be of a day before it; None if not, or where its day is unknown."""
        return self.day if self.day is not None and local_date(act.occurred_at) < self.day else None
