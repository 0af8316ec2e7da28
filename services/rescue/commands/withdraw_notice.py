"""Take a search notice back (撤回寻亲公告)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, NoticeId
from services.rescue.domain.permissions import CARE, ON_NOTICE
from services.rescue.domain.search_fields import GivenWithdrawal
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class WithdrawNotice(Command):
    """Which notice, and why."""

    case_id: CaseId
    notice_id: NoticeId
    reason: GivenWithdrawal


@command(
    WithdrawNotice,
    post("/cases/{case_id}/notices/{notice_id}/withdrawal"),
    label=Label("撤回公告", "Withdraw the notice"),
    roles=CARE,
    offered=ON_NOTICE.when(lambda part, _: part[0].search.require_withdrawable(part[1])),
    refusals=(
        errors.NoticeWithdrawn,
        LimitMissing,
        errors.TextMissing,
    ),
)
async def withdraw_notice(cmd: WithdrawNotice, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.withdraw_notice(cmd.notice_id, cmd.reason, ports.clocks, act)
    )
