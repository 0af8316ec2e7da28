"""Propose to take back a departure that was recorded wrong (更正离站登记), for a second person to approve."""

from services.rescue.domain import departure_errors, errors
from services.rescue.domain.departure_fields import GivenDepartureReason, Rightly
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeDepartureCorrection(Command):
    """What is true instead, if the person left at all, and what shows it."""

    case_id: CaseId
    rightly: Rightly | None = None
    reason: GivenDepartureReason


@command(
    ProposeDepartureCorrection,
    post("/cases/{case_id}/departure-correction"),
    label=Label("更正离站登记", "Correct the departure"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departure_correctable()),
    refusals=(
        departure_errors.HasNotLeft,
        departure_errors.DepartureCorrectionWaits,
        errors.NeverCame,
        errors.CameAlready,
        departure_errors.MayNotLeaveAlone,
        departure_errors.DisorderSignsSeen,
        departure_errors.NoNoticeRun,
        departure_errors.InterviewTooOld,
    ),
)
async def propose_departure_correction(cmd: ProposeDepartureCorrection, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.propose_departure_correction(cmd.rightly, cmd.reason, act)
    )
