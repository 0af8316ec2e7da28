"""Approve a colleague's draft of a search notice (批准寻亲公告); it is public only once it was published somewhere."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, NoticeId
from services.rescue.domain.held_fields import WordsChecked
from services.rescue.domain.notice import NOTICE
from services.rescue.domain.permissions import HEADS, ON_NOTICE
from services.rescue.ports import Ports
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveNotice(Confirmation):
    """Which notice, and the held words that were looked at."""

    case_id: CaseId
    notice_id: NoticeId
    words_checked: WordsChecked = ()


@command(
    ApproveNotice,
    post("/cases/{case_id}/notices/{notice_id}/approval"),
    label=Label("批准公告", "Approve the notice"),
    roles=HEADS,
    offered=ON_NOTICE.confirming(NOTICE, lambda part, actor: part[0].search.require_decidable(part[1], actor.id)),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.PlaceOfStayIsPrivate,
        errors.HeldWordsUnchecked,
    ),
)
async def approve_notice(cmd: ApproveNotice, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.approve_notice(cmd.notice_id, act, cmd.words_checked)
    )
