"""Decline a correction of the departure, or take it back (不批准离站更正)."""

from services.rescue.domain import departure_errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineDepartureCorrection(Command):
    """Of which case the waiting correction is declined, or taken back by whoever proposed it."""

    case_id: CaseId


@command(
    DeclineDepartureCorrection,
    post("/cases/{case_id}/departure-correction/refusal"),
    label=Label("不批准离站更正", "Decline the correction"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departure_correction()),
    refusals=(departure_errors.NoDepartureCorrection,),
)
async def decline_departure_correction(cmd: DeclineDepartureCorrection, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.decline_departure_correction(act))
