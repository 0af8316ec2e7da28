"""Record that a clue was looked into and helped (采用线索)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, ClueId, Finding
from services.rescue.domain.permissions import CARE, ON_CLUE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CheckClue(Command):
    """What came of it; may be empty."""

    case_id: CaseId
    clue_id: ClueId
    finding: Finding = ""


@command(
    CheckClue,
    post("/cases/{case_id}/clues/{clue_id}/check"),
    label=Label("采用线索", "Use the clue"),
    roles=CARE,
    offered=ON_CLUE.when(lambda part, _: part[0].conversation.require_clue_checkable(part[1])),
    refusals=(
        errors.ClueIsChecked,
        errors.ClueIsRefuted,
    ),
)
async def check_clue(cmd: CheckClue, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.conversation.check_clue(cmd.clue_id, cmd.finding, act)
    )
