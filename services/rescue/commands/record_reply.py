"""Write down what police or a laboratory answered (登记答复)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, InquiryId, LateReason
from services.rescue.domain.inquiries import Reply
from services.rescue.domain.permissions import CARE, ON_INQUIRY
from services.rescue.domain.search_fields import GivenReplyPaper, ReplyOutcomeOf, ReplyRemarks
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordReply(ActCommand):
    """To which request, what was answered, and by which paper; ``late_reason`` once its limit has ended."""

    case_id: CaseId
    inquiry_id: InquiryId
    outcome: ReplyOutcomeOf
    paper: GivenReplyPaper
    remarks: ReplyRemarks = ""
    late_reason: LateReason | None = None


@command(
    RecordReply,
    post("/cases/{case_id}/inquiries/{inquiry_id}/reply"),
    label=Label("登记答复", "Record the reply"),
    roles=CARE,
    offered=ON_INQUIRY.when(lambda part, _: part[0].inquiries.require_answerable(part[1])),
    refusals=(
        errors.InquiryAnswered,
        errors.SampleTaken,
        errors.TextMissing,
        LateReasonRequired,
    ),
)
async def record_reply(cmd: RecordReply, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    reply = Reply(cmd.outcome, cmd.paper, cmd.remarks, act.occurred_at, act.by, act.recorded_at, act.evidence)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.inquiries.take_reply(cmd.inquiry_id, reply, cmd.late_reason, act)
    )
