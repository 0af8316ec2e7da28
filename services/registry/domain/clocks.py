"""What happens to an organisation by itself when its time has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.kernel.calendar import deadline_end


class ClockCode(StrEnum):
    """Which clock."""

    SUSPENSION_ENDS = "suspension_ends"
    PENALTY_LEAVES_LIST = "penalty_leaves_list"
    BECOMES_SERIOUS = "becomes_serious"
    NAME_IS_FREE = "name_is_free"


@dataclass(frozen=True, order=True)
class Timer:
    """One clock, and when it strikes (UTC)."""

    code: ClockCode
    due_at: datetime


def in_turn(names_free: Iterable[datetime], suspended_until: date | None, of_lists: Iterable[Timer]) -> list[Timer]:
    """All clocks of an organisation, the next one first: of its blocked names, its suspension, and its lists."""
    timers = [Timer(ClockCode.NAME_IS_FREE, until) for until in names_free]
    if suspended_until:
        timers.append(Timer(ClockCode.SUSPENSION_ENDS, deadline_end(suspended_until)))
    return sorted([*timers, *of_lists], key=lambda timer: timer.due_at)
