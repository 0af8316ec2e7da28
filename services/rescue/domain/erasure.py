"""Erasing a person from a case (依法清除): who proposed and who approved it, and the legal ground, which is all that is
kept of the reason.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.rescue.domain import erasure_errors
from services.rescue.domain.fields import Ground
from services.rescue.domain.kinds import ErasureGround
from shared.clock.deadlines import Clocks
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import DualControl, ReviewCode

FILE_RETENTION = "file_retention"
"""The code of the rule that says how long the file of somebody is kept after the departure (limits.toml)."""


@dataclass(frozen=True)
class Approver:
    """One of the two who erase, and whether they are the head of the station (救助站长)."""

    id: str
    is_head: bool


@dataclass(frozen=True)
class ErasureProposal:
    """Somebody proposes to erase; a colleague decides."""

    ground: Ground
    at: datetime
    by: str
    by_head: bool


ERASURE = DualControl[ErasureProposal]("erasure", erasure_errors.ErasureNotProposed, erasure_errors.ErasureNeedsAnother)


@dataclass(frozen=True)
class Erasure:
    """On which ground, when, and by whom. A code and not words, because words could tell of the person again.

    ``proposed_by`` is None for one from before it took two.
    """

    ground: ErasureGround
    at: datetime
    by: str
    proposed_by: str | None = None
    review_code: ReviewCode = ""


def require_ground(ground: ErasureGround, departed_at: datetime, at: datetime, clocks: Clocks) -> None:
    """The ground fits data that are kept by legal duty, and the time for keeping them is over or they are unlawful.

    Basis: 个人信息保护法 第十三条第一款第三项、第四十七条. Raises ConsentIsNoGround, RetentionRunning, and LimitMissing
    when the table lacks the rule.
    """
    if ground is ErasureGround.CONSENT_WITHDRAWN:
        raise erasure_errors.ConsentIsNoGround
    if ground is ErasureGround.UNLAWFUL:
        return
    kept = clocks.started(FILE_RETENTION, departed_at)
    if kept.due_at is None or at < kept.due_at:
        rule = clocks.rules.text(kept.rule_version)
        last = local_date(kept.due_at - timedelta(seconds=1)) if kept.due_at else "—"
        raise erasure_errors.RetentionRunning(day=last, source=rule.source if rule else FILE_RETENTION)
