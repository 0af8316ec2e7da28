"""Record that the person was transferred to another institution (登记转送)."""

from services.rescue.domain import departure_fields as told
from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, LateReason
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ways import Transferred
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class TransferPerson(ActCommand):
    """To which institution, and by which paper."""

    case_id: CaseId
    institution: told.GivenInstitution
    paper: told.GivenTransferPaper
    late_reason: LateReason | None = None


@command(
    TransferPerson,
    post("/cases/{case_id}/departure/transferred"),
    label=Label("登记转送其他机构", "Record the transfer"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.TRANSFERRED)),
    refusals=(errors.NeverCame, LateReasonRequired),
)
async def transfer_person(cmd: TransferPerson, cause: Cause, ports: Ports) -> Receipt:
    act, way = cmd.act(cause), Transferred(institution=cmd.institution, paper=cmd.paper)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act, cmd.late_reason))
