"""Approve a colleague's correction of the time of arrival (批准更正入站时间): the limits are counted anew."""

from services.rescue.domain import entry_change, entry_errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveEntryCorrection(Confirmation):
    """Of which case the waiting correction is approved."""

    case_id: CaseId


@command(
    ApproveEntryCorrection,
    post("/cases/{case_id}/entry-correction/approval"),
    label=Label("批准更正入站时间", "Approve the time of arrival"),
    roles=CARE,
    offered=ON_CASE.confirming(entry_change.ENTRY, lambda case, actor: entry_change.require_approvable(case, actor.id)),
    refusals=(
        entry_errors.EntryAfterAct,
        LimitMissing,
    ),
)
async def approve_entry_correction(cmd: ApproveEntryCorrection, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: entry_change.approve(case, ports.clocks, act))
