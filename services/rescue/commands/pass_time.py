"""Let time pass in a case: warn of limits that end soon and mark those that have ended. The loop gives it."""

from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class PassTime(Command):
    """In which case; until when is the time of the cause."""

    case_id: str


async def pass_time(cmd: PassTime, cause: Cause, ports: Ports) -> Receipt:
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.limits.pass_time(cause.at, ports.clocks))
