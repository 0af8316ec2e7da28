"""Record that somebody who was reported never came (登记未到站)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ways import NeverCame
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordNeverCame(ActCommand):
    """Which case; nothing else is known of such a person."""

    case_id: CaseId


@command(
    RecordNeverCame,
    post("/cases/{case_id}/departure/never-came"),
    label=Label("登记未到站", "Record that they never came"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.NEVER_CAME)),
    refusals=(errors.CameAlready,),
)
async def record_never_came(cmd: RecordNeverCame, cause: Cause, ports: Ports) -> Receipt:
    act, way = cmd.act(cause), NeverCame()
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act))
