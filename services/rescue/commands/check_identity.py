"""Write down what a check of the person's own statement showed (核实自述身份)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, LateReason
from services.rescue.domain.identity import STATEMENT_CHECK, IdentityCheck
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.search_fields import CheckedWith, CheckRemarks, GivenCheckPaper, OutcomeOfCheck
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ConfirmingAct, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CheckIdentity(ConfirmingAct):
    """With whom it was checked, what came of it, and by which paper; ``late_reason`` once its limit has ended."""

    case_id: CaseId
    source: CheckedWith
    outcome: OutcomeOfCheck
    paper: GivenCheckPaper
    remarks: CheckRemarks = ""
    late_reason: LateReason | None = None


@command(
    CheckIdentity,
    post("/cases/{case_id}/identity-checks"),
    label=Label("登记身份核实结果", "Record the check of identity"),
    roles=CARE,
    offered=ON_CASE.confirming(STATEMENT_CHECK, lambda case, actor: case.identity.require_checkable_by(actor.id)),
    refusals=(
        errors.TextMissing,
        LateReasonRequired,
    ),
)
async def check_identity(cmd: CheckIdentity, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    found = IdentityCheck(
        cmd.source, cmd.outcome, cmd.paper, cmd.remarks, act.occurred_at, act.by, act.recorded_at, act.evidence
    )
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.identity.check(found, cmd.late_reason, ports.clocks, act)
    )
