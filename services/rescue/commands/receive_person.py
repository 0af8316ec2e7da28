"""Record that somebody who was reported has come (登记入站)."""

from pydantic import AwareDatetime

from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ReceivePerson(Command):
    """When the person came; the legal limits run from this instant."""

    case_id: str
    entered_at: AwareDatetime


async def receive_person(cmd: ReceivePerson, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.receive(cmd.entered_at, by, cause.at))
