"""Record that the person has walked out or is lost (登记擅自离站或走失): a note and a report to the police."""

from services.rescue.domain import departure_fields as told
from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ways import WalkedOut
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordWalkingOut(ActCommand):
    """What happened, and the report to the police; for a minor as for anybody else."""

    case_id: CaseId
    note: told.GivenWalkedOutNote
    police: told.GivenPoliceInformed
    report_no: told.GivenPoliceReportNo


@command(
    RecordWalkingOut,
    post("/cases/{case_id}/departure/walked-out"),
    label=Label("登记擅自离站或走失", "Record that they walked out"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.WALKED_OUT)),
    refusals=(errors.NeverCame,),
)
async def record_walking_out(cmd: RecordWalkingOut, cause: Cause, ports: Ports) -> Receipt:
    act, way = cmd.act(cause), WalkedOut(note=cmd.note, police=cmd.police, report_no=cmd.report_no)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act))
