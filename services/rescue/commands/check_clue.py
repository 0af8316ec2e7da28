"""Record that a clue was looked into and helped (线索核查采用)."""

from services.rescue.domain.texts import Text500
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class CheckClue(Command):
    """What came of it; may be empty."""

    case_id: str
    clue_id: str
    finding: Text500 = ""


async def check_clue(cmd: CheckClue, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.conversation.check_clue(cmd.clue_id, cmd.finding, by, cause.at)
    )
