"""Correct when the person came (更正入站时间); the legal limits are counted anew."""

from pydantic import AwareDatetime

from services.rescue.domain.texts import Text500
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class CorrectEntry(Command):
    """When the person truly came, and how that is known."""

    case_id: str
    entered_at: AwareDatetime
    reason: Text500


async def correct_entry(cmd: CorrectEntry, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.custody.correct_entry(cmd.entered_at, cmd.reason, ports.clocks, by, cause.at),
    )
