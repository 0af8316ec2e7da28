"""How well the person communicated, over time: a series of interviews and reports, and when it counts as better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median_high

from services.rescue.domain.fields import AbilityShown, SaidBy
from services.rescue.domain.kinds import Ability
from shared.kernel.act import Evidence
from shared.kernel.labels import Words

WINDOW = 5
"""With how many of the earlier ones the newest is compared."""

INTERVIEW_TASK = "interview"
"""The code of the task to interview again, beside the codes of legal limits in the due list."""
ASK_AGAIN = Words("语言好转，请再问询", "speech improved: interview the person again")
TASKS = {INTERVIEW_TASK: ASK_AGAIN}
"""What is to be done at once without a legal limit, among the limits."""


@dataclass(frozen=True)
class AbilityReport:
    """Somebody who was with the person says how they communicate now (转述), and a rescue worker writes it down."""

    ability: AbilityShown
    said_by: SaidBy
    at: datetime
    by: str
    recorded_at: datetime
    evidence: Evidence = ""


def improved(series: Sequence[Ability]) -> bool:
    """Whether the newest of the series, the oldest first, is better than before.

    It is when it is better than the median of up to WINDOW before it (of two middle ones the better), so than most of
    them. One bad day before does not make an ordinary day an improvement, and one good day before does not hide one.
    """
    if len(series) < 2:
        return False
    *_, newest = series
    before = [ability.rank for ability in series[:-1][-WINDOW:]]
    return newest.rank > median_high(before)
