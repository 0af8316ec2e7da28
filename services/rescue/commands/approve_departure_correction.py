"""Approve a colleague's correction (批准离站更正): the departure is taken back."""

from services.rescue.domain.custody import CORRECTION
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveDepartureCorrection(Confirmation):
    """Of which case the waiting correction is approved."""

    case_id: CaseId


@command(
    ApproveDepartureCorrection,
    post("/cases/{case_id}/departure-correction/approval"),
    label=Label("批准离站更正", "Approve the correction"),
    roles=CARE,
    offered=ON_CASE.confirming(
        CORRECTION, lambda case, actor: case.custody.require_departure_correction_approvable(actor.id)
    ),
    refusals=(LimitMissing,),
)
async def approve_departure_correction(cmd: ApproveDepartureCorrection, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.approve_departure_correction(act))
