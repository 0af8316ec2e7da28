"""The dated rules of departures (离站规则表): each number with its legal source, and whether its own text was read.

They are no limits: nothing runs or ends by them. How long somebody must have been searched for before they are settled
is a limit and stands in ``limits.toml`` (``settlement``).
"""

from dataclasses import dataclass
from datetime import date

from shared.clock.rules import Status

ALONE_FROM_AGE = "alone_from_age"
INTERVIEW_WITHIN_DAYS = "interview_within_days"
ESCORTS = "escorts"


@dataclass(frozen=True)
class DepartureRule:
    """One number of the table, in force from this day until the next text of the same code."""

    code: str
    amount: int
    source: str
    status: Status
    valid_from: date


RULES = (
    DepartureRule(
        ALONE_FROM_AGE,
        16,
        "民发〔2014〕132号 自行离站",
        Status.REPORTED,
        date(2014, 8, 1),
    ),
    DepartureRule(
        ALONE_FROM_AGE,
        18,
        "《未成年人保护法》第九十二条第一项、第九十三条",
        Status.CONFIRMED,
        date(2021, 6, 1),
    ),
    DepartureRule(
        INTERVIEW_WITHIN_DAYS,
        30,
        "本站自定：落户安置前再次问询，没有查到法定天数",
        Status.HOUSE,
        date(2014, 8, 1),
    ),
    DepartureRule(
        ESCORTS,
        2,
        "本站自定：护送至少两人，其中一人同性别，没有查到法定人数；女性受助人员由女性工作人员管理见国务院令第381号第八条",
        Status.HOUSE,
        date(2014, 8, 1),
    ),
)
"""Oldest first within a code.

132号 (in force from 2014-08-01) was read in two reprints of its provisions: those of 16 and more without signs of
disorder, who ask to leave, sign the declaration. Since 2021-06-01 minors who roam and whose parents cannot be found are
in the temporary guardianship of civil affairs (未成年人保护法 第九十二条), who does not let them go alone; this house
reads it so for all under 18.
"""


def rule_of(code: str, on: date | None = None) -> DepartureRule:
    """The text in force on this day, the oldest one for a day before all, or the newest when no day is given."""
    texts = [rule for rule in RULES if rule.code == code]
    in_force = [rule for rule in texts if on is None or rule.valid_from <= on]
    return in_force[-1] if in_force else texts[0]
