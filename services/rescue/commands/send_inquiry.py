"""Ask police or a laboratory (报请公安或实验室): for a DNA sample, a comparison, an examination."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, LateReason
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.search_fields import GivenOffice, InquiryKindOf, RequestNo
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.clock.rules import LimitMissing
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SendInquiry(ActCommand):
    """What for, whom, and the number of the request; ``late_reason`` is needed once the limit has ended."""

    case_id: CaseId
    kind: InquiryKindOf
    office: GivenOffice
    request_no: RequestNo = ""
    late_reason: LateReason | None = None


@command(
    SendInquiry,
    post("/cases/{case_id}/inquiries"),
    label=Label("报请公安或实验室", "Ask police or a laboratory"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.identity.require_searching()),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.TextMissing,
        LateReasonRequired,
        LimitMissing,
    ),
)
async def send_inquiry(cmd: SendInquiry, cause: Cause, ports: Ports) -> Receipt:
    inquiry_id, act = cause.new_id("inquiry"), cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.inquiries.send(
            inquiry_id, cmd.kind, cmd.office, cmd.request_no, cmd.late_reason, ports.clocks, act
        ),
    )
