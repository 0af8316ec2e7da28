"""One deadline: when it ends, what became of it, and what of its duty is still owed."""

from dataclasses import dataclass
from datetime import datetime

from shared.clock.rules import Pause
from shared.kernel.labels import LabelledEnum


class DeadlineState(LabelledEnum):
    """What became of a deadline. A missed one stays missed, also when the duty is done late."""

    OPEN = "open", "待办", "Open"
    MET = "met", "已按时办理", "Done in time"
    MISSED = "missed", "超期", "Missed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One running or settled limit. ``due_at`` (UTC) is None while the working calendar lacks the year it ends in.

    ``released_at`` is when its duty was no longer owed; a limit that had been missed by then stays missed.
    ``pauses`` are the stretches in which it did not run; ``about`` tells limits of one code apart.
    """

    code: str
    rule_version: str
    anchor: datetime
    due_at: datetime | None = None
    warn_at: datetime | None = None
    state: DeadlineState = DeadlineState.OPEN
    warned: bool = False
    met_at: datetime | None = None
    late_reason: str | None = None
    released_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    about: str = ""

    @property
    def paused(self) -> bool:
        """Whether it does not run now, and may come back."""
        return bool(self.pauses) and self.pauses[-1].until is None

    @property
    def owed(self) -> bool:
        """Whether the duty is still to be done, now or after a pause."""
        undone = self.state in (DeadlineState.OPEN, DeadlineState.MISSED)
        return undone and self.met_at is None and self.released_at is None

    @property
    def awaits(self) -> bool:
        """Whether the duty is still to be done now, in time or late."""
        return self.owed and not self.paused

    @property
    def look_at(self) -> datetime | None:
        """When it is to be looked at next: at once while undated, then at the warning, then at the end."""
        if self.state is not DeadlineState.OPEN or self.paused:
            return None
        if self.due_at is None:
            return self.anchor
        return self.due_at if self.warned else self.warn_at

    def is_late(self, at: datetime) -> bool:
        """Whether the limit has ended by then; the instant of the end itself is late."""
        return self.due_at is not None and at >= self.due_at
