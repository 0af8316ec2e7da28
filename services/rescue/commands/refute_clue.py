"""Record that a clue was looked into and is wrong (排除线索); it is kept."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, ClueId, GivenRefutation
from services.rescue.domain.permissions import CARE, ON_CLUE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RefuteClue(Command):
    """Why it is wrong."""

    case_id: CaseId
    clue_id: ClueId
    finding: GivenRefutation


@command(
    RefuteClue,
    post("/cases/{case_id}/clues/{clue_id}/refutation"),
    label=Label("排除线索", "Rule the clue out"),
    roles=CARE,
    offered=ON_CLUE.when(lambda part, _: part[0].conversation.require_clue_refutable(part[1])),
    refusals=(errors.ClueIsRefuted,),
)
async def refute_clue(cmd: RefuteClue, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.conversation.refute_clue(cmd.clue_id, cmd.finding, act)
    )
