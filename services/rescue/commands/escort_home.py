"""Record that the person was escorted home and handed over (登记护送返乡)."""

from services.rescue.domain import departure_errors, errors
from services.rescue.domain import departure_fields as told
from services.rescue.domain.fields import CaseId, LateReason
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ways import Escorted, Escorts
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class EscortHome(ActCommand):
    """Who escorted, who took over, by which paper, and what became of the belongings."""

    case_id: CaseId
    escorts: Escorts
    handed_to: told.TakenOverBy
    receiver: told.GivenReceiver
    paper: told.GivenHandoverPaper
    signed: told.BothSigned = False
    belongings: told.GivenBelongingsReturned
    late_reason: LateReason | None = None


@command(
    EscortHome,
    post("/cases/{case_id}/departure/escorted"),
    label=Label("登记护送返乡", "Record that they were escorted home"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.ESCORTED)),
    refusals=(
        errors.NeverCame,
        departure_errors.PaperUnsigned,
        departure_errors.EscortsMissing,
        departure_errors.EscortTwice,
        errors.TextMissing,
        LateReasonRequired,
    ),
)
async def escort_home(cmd: EscortHome, cause: Cause, ports: Ports) -> Receipt:
    act, way = (
        cmd.act(cause),
        Escorted(
            escorts=cmd.escorts,
            handed_to=cmd.handed_to,
            receiver=cmd.receiver,
            paper=cmd.paper,
            signed=cmd.signed,
            belongings=cmd.belongings,
        ),
    )
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act, cmd.late_reason))
