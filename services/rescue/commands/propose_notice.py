"""Draft a search notice (拟寻亲公告) for a colleague to approve."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.notice import NoticeText
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeNotice(Command):
    """What the notice is to show."""

    case_id: CaseId
    text: NoticeText


@command(
    ProposeNotice,
    post("/cases/{case_id}/notices", whole="text"),
    label=Label("拟寻亲公告", "Draft a search notice"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.search.require_proposable()),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.FoundInFuture,
        errors.NoticeWaiting,
        errors.NoticeSaysTooLittle,
        errors.PlaceOfStayIsPrivate,
    ),
)
async def propose_notice(cmd: ProposeNotice, cause: Cause, ports: Ports) -> Receipt:
    notice_id, act = cause.new_id("notice"), Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.propose_notice(notice_id, cmd.text, act)
    )
