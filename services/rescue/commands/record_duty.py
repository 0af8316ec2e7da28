"""Write down that the duty of a limit was done outside, by its paper (登记期限事项已办)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, DutyCode, GivenPaper, LateReason
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordDuty(ActCommand):
    """Which limit (its code in the rule table), and by which paper; ``late_reason`` once it has ended."""

    case_id: CaseId
    code: DutyCode
    paper: GivenPaper
    late_reason: LateReason | None = None


@command(
    RecordDuty,
    post("/cases/{case_id}/duties"),
    label=Label("登记期限事项已办", "Record a duty done"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.limits.require_any_duty()),
    refusals=(
        errors.NoSuchDuty,
        errors.TextMissing,
        LateReasonRequired,
    ),
)
async def record_duty(cmd: RecordDuty, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.limits.record_duty(cmd.code, cmd.paper, cmd.late_reason, act)
    )
