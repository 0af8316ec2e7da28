"""Record that a clue was looked into and is wrong (排除线索); it is kept."""

from services.rescue.domain.texts import Text500
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RefuteClue(Command):
    """Why it is wrong."""

    case_id: str
    clue_id: str
    finding: Text500


async def refute_clue(cmd: RefuteClue, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.conversation.refute_clue(cmd.clue_id, cmd.finding, by, cause.at)
    )
