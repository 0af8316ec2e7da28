"""Write down on behalf of a ward how well the person communicates now (转述语言情况)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import AbilityShown, CaseId, GivenSaidBy
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReportAbility(ActCommand):
    """How well, and who says so."""

    case_id: CaseId
    ability: AbilityShown
    said_by: GivenSaidBy


@command(
    ReportAbility,
    post("/cases/{case_id}/ability-reports"),
    label=Label("转述语言情况", "Report how the person speaks"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_search_open()),
    refusals=(errors.TextMissing,),
)
async def report_ability(cmd: ReportAbility, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.conversation.report_ability(cmd.ability, cmd.said_by, act)
    )
