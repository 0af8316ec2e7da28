"""Erase the person from a case after the departure (清除个人信息): its number stays, nobody reads the rest again."""

from services.rescue.domain.erasure import ErasureGround
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class EraseCase(Command):
    """Which case, and on which legal ground."""

    case_id: str
    ground: ErasureGround


async def erase_case(cmd: EraseCase, cause: Cause, ports: Ports) -> Receipt:
    """First the case is emptied, by one write; then its key goes. A repeat finishes what a crash left in between."""
    by = cause.actor.id
    receipt = await ports.cases.change(cmd.case_id, cause, lambda case: case.erase(cmd.ground, by, cause.at))
    await ports.keys.erase(cmd.case_id)
    return receipt
