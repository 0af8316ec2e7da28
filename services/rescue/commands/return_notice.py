"""Send a draft of a search notice back to its author (退回寻亲公告)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, NoticeId
from services.rescue.domain.permissions import HEADS, ON_NOTICE
from services.rescue.domain.search_fields import GivenWithdrawal
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReturnNotice(Command):
    """Which notice, and what is to be changed in it."""

    case_id: CaseId
    notice_id: NoticeId
    reason: GivenWithdrawal


@command(
    ReturnNotice,
    post("/cases/{case_id}/notices/{notice_id}/return"),
    label=Label("退回修改", "Send back to be changed"),
    roles=HEADS,
    offered=ON_NOTICE.when(lambda part, actor: part[0].search.require_decidable(part[1], actor.id)),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.NoticeNotWaiting,
        errors.SecondPersonRequired,
        errors.TextMissing,
    ),
)
async def return_notice(cmd: ReturnNotice, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.return_notice(cmd.notice_id, cmd.reason, act)
    )
