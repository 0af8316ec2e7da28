"""Who did what with one instalment: plan, approval and payment are three people's work (不相容岗位相互分离).

Basis: 《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条; registry-grants notes 4.6.
"""

from collections.abc import Iterable
from enum import Enum

from services.grants.domain import errors
from services.grants.domain.correction import Correction
from services.grants.domain.instalment import Instalment
from shared.kernel.act import Act
from shared.kernel.labels import Words


class Hand(Enum):
    """One of the three: what somebody has done with an instalment, and what somebody is about to do."""

    PLAN = Words("计划过", "planned"), Words("更正", "correct")
    APPROVE = Words("批准过", "approved"), Words("批准", "approve")
    PAY = Words("拨付过", "paid"), Words("拨付", "pay")


PLAN, APPROVE, PAY = Hand


def hands_of(part: Instalment, corrections: Iterable[Correction]) -> dict[Hand, set[str]]:
    """Who planned, approved and paid an instalment, ever.

    A correction is a plan, also while it waits, and its approval an approval; one that was declined is neither.
    """
    corrected = [one for one in corrections if one.no == part.no and (one.waits or one.approved)]
    return {
        PLAN: {part.planned.by, *(one.proposed.by for one in corrected)},
        APPROVE: {one.by for one in (part.approved, *(one.decided for one in corrected)) if one},
        PAY: part.payers,
    }


def require_free(by: str, part: Instalment, corrections: Iterable[Correction], hand: Hand) -> None:
    """Raise ThreePeopleRequired where ``by`` has done one of the other two with this instalment."""
    for other, people in hands_of(part, corrections).items():
        if other is not hand and by in people:
            did, does = other.value[0], hand.value[1]
            raise errors.ThreePeopleRequired(no=part.no, did_zh=did.zh, did_en=did.en, does_zh=does.zh, does_en=does.en)


def require_after_causes(act: Act, part: Instalment) -> None:
    """Raise PaidTooEarly for a payment on a day before its approval, or before its report was accepted."""
    causes = (
        (part.approved, Words("批准日期", "its plan was approved")),
        (part.report.decided if part.report else None, Words("报告通过日期", "its report was accepted")),
    )
    for entry, words in causes:
        if entry and (day := entry.day_after(act)):
            raise errors.PaidTooEarly(cause_zh=words.zh, cause_en=words.en, day=day.isoformat())
