"""Record that care has ended (离站登记); open limits are cancelled."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, Declared, LeftBy
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordDeparture(ActCommand):
    """How the person left, and whether they signed that they leave by their own will."""

    case_id: CaseId
    how: LeftBy
    declared: Declared = False


@command(
    RecordDeparture,
    post("/cases/{case_id}/departure"),
    label=Label("登记离站", "Record the departure"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_open()),
    refusals=(
        errors.NeverCame,
        errors.CameAlready,
        errors.MayNotLeaveAlone,
        errors.DeclarationRequired,
    ),
)
async def record_departure(cmd: RecordDeparture, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.depart(cmd.how, act, declared=cmd.declared)
    )
