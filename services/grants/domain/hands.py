"""Who did what with one instalment, and which two of it nobody does both (不相容岗位相互分离).

Plan, approval and payment are three people's work; whoever entered the account or accepted the report does not pay, and
whoever planned does not accept the report: staff is not finance, and nobody approves what they asked for.
Basis: 《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条; registry-grants notes 4.6.
"""

from collections.abc import Iterable
from enum import Enum
from itertools import combinations

from services.grants.domain import errors
from services.grants.domain.account import Account
from services.grants.domain.correction import Correction
from services.grants.domain.instalment import Instalment
from shared.kernel.labels import Words


class Hand(Enum):
    """What somebody has done with an instalment, and what somebody is about to do."""

    PLAN = Words("计划过", "planned"), Words("更正", "correct")
    APPROVE = Words("批准过", "approved"), Words("批准", "approve")
    PAY = Words("拨付过", "paid"), Words("拨付", "pay")
    ACCEPT = Words("审核通过了报告", "accepted the report of"), Words("审核报告", "examine the report of")
    ENTER_ACCOUNT = Words("登记了收款账户", "entered the account for"), Words("登记收款账户", "enter the account for")


PLAN, APPROVE, PAY, ACCEPT, ENTER_ACCOUNT = Hand
APART = frozenset(
    map(frozenset, [*combinations((PLAN, APPROVE, PAY), 2), (PLAN, ACCEPT), (ACCEPT, PAY), (ENTER_ACCOUNT, PAY)])
)
"""Which two of them nobody does both with one instalment."""


def hands_of(
    part: Instalment, corrections: Iterable[Correction], account: Account | None = None
) -> dict[Hand, set[str]]:
    """Who had which hand in an instalment, ever, and in the account that it is paid to.

    A correction is a plan, also while it waits, and its approval an approval; one that was declined is neither.
    """
    corrected = [one for one in corrections if one.no == part.no and (one.waits or one.approved)]
    return {
        PLAN: {part.planned.by, *(one.proposed.by for one in corrected)},
        APPROVE: {one.by for one in (part.approved, *(one.decided for one in corrected)) if one},
        PAY: part.payers,
        ACCEPT: {one.decided.by for one in part.reports if one.accepted and one.decided},
        ENTER_ACCOUNT: {account.entered.by} if account else set(),
    }


def require_free(
    by: str, part: Instalment, corrections: Iterable[Correction], hand: Hand, account: Account | None = None
) -> None:
    """Raise ThreePeopleRequired where ``by`` has done something with this instalment that is kept apart from this."""
    for other, people in hands_of(part, corrections, account).items():
        if frozenset((other, hand)) in APART and by in people:
            did, does = other.value[0], hand.value[1]
            raise errors.ThreePeopleRequired(no=part.no, did_zh=did.zh, did_en=did.en, does_zh=does.zh, does_en=does.en)
