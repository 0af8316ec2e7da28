"""Approve a colleague's search notice (批准寻亲公告), which publishes it."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, LateReason, NoticeId
from services.rescue.domain.held_fields import WordsChecked
from services.rescue.domain.permissions import CARE, ON_NOTICE
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PublishNotice(Command):
    """Which notice, and the held words that were looked at; ``late_reason`` is needed once the limit has ended."""

    case_id: CaseId
    notice_id: NoticeId
    words_checked: WordsChecked = ()
    late_reason: LateReason | None = None


@command(
    PublishNotice,
    post("/cases/{case_id}/notices/{notice_id}/publication"),
    label=Label("批准并发布公告", "Approve and publish"),
    roles=CARE,
    offered=ON_NOTICE.when(lambda part, actor: part[0].search.require_approvable(part[1], actor.id)),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.NoticeNotWaiting,
        errors.SecondPersonRequired,
        errors.PlaceOfStayIsPrivate,
        errors.HeldWordsUnchecked,
        LateReasonRequired,
    ),
)
async def publish_notice(cmd: PublishNotice, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.search.publish_notice(cmd.notice_id, cmd.late_reason, act, cmd.words_checked),
    )
