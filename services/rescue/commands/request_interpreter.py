"""Ask the talent pool for somebody who speaks like the person (寻找同乡翻译)."""

from typing import Annotated

from pydantic import StringConstraints

from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt

Words = Annotated[str, StringConstraints(strip_whitespace=True)]


class RequestInterpreter(Command):
    """Area and dialect as the clue has them: nothing else leaves the service."""

    case_id: str
    clue_id: str
    area: Words
    dialect: Words | None = None


async def request_interpreter(cmd: RequestInterpreter, cause: Cause, ports: Ports) -> Receipt:
    request_id, by = cause.new_id("interpreter-request"), cause.actor.id
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.request_interpreter(
            request_id, cmd.clue_id, cmd.area, cmd.dialect or None, by, cause.at
        ),
    )
