"""Record that care has ended (离站登记); open limits are cancelled."""

from services.rescue.domain.placement import Departure
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RecordDeparture(Command):
    """How the person left, and whether they signed that they leave by their own will."""

    case_id: str
    how: Departure
    declared: bool = False


async def record_departure(cmd: RecordDeparture, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.depart(cmd.how, by, cause.at, declared=cmd.declared)
    )
