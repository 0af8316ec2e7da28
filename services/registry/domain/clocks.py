"""What happens to an organisation by itself when its time has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
