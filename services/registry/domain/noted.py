"""How an act is kept with what it changed: who told it, when it was true, when it was written down."""

from dataclasses import dataclass
from datetime import datetime

from shared.kernel.act import Act


@dataclass(frozen=True)
class Noted:
    """An act as it is kept. ``occurred_at`` is None where it was stored before that was asked: it stays unknown.

    ``seen`` is the review code of what a second person confirmed; empty where that was before it was kept.
    """

    by: str
    occurred_at: datetime | None
    recorded_at: datetime
    evidence: str = ""
    seen: str = ""

    @classmethod
    def of(cls, act: Act) -> "Noted":
        """What is kept of an act."""
        return cls(act.by, act.occurred_at, act.recorded_at, act.evidence, act.seen)

    @property
    def person(self) -> str | None:
        """Who of the staff did it; None for a service, the clock included."""
        return None if self.by.startswith("service:") else self.by

    @property
    def since(self) -> datetime:
        """From when periods are counted: when it happened, or where nobody knows that, when it was written down."""
        return self.occurred_at or self.recorded_at
