"""Write down where an approved search notice was published (登记公告发布); this does the duty of the first day."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, LateReason, NoticeId
from services.rescue.domain.notice import Publication
from services.rescue.domain.permissions import CARE, ON_NOTICE
from services.rescue.domain.search_fields import Channel, PublicationReference
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.clock.rules import LimitMissing
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PublishNotice(ActCommand):
    """Which notice, where it was published, and by which number or link; ``late_reason`` once the limit has ended.

    On the station's own site it is published by this, under a number that follows from the notice.
    """

    case_id: CaseId
    notice_id: NoticeId
    channel: Channel
    reference: PublicationReference = ""
    late_reason: LateReason | None = None


@command(
    PublishNotice,
    post("/cases/{case_id}/notices/{notice_id}/publications"),
    label=Label("登记发布", "Record the publication"),
    roles=CARE,
    offered=ON_NOTICE.when(lambda part, _: part[0].search.require_publishable(part[1])),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.NoticeNotApproved,
        errors.NoticeWithdrawn,
        errors.PublishedAlready,
        errors.TextMissing,
        LateReasonRequired,
        LimitMissing,
    ),
)
async def publish_notice(cmd: PublishNotice, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    place = Publication(cmd.channel, cmd.reference, act.occurred_at, act.by, act.recorded_at, act.evidence)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.search.publish_notice(cmd.notice_id, place, cmd.late_reason, ports.clocks, act),
    )
