"""Record that care has ended (离站登记); open limits are cancelled."""

from services.rescue.domain.custody import Departure
from services.rescue.ports import Ports
from shared.contracts.command import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RecordDeparture(Command):
    """How the person left."""

    case_id: str
    how: Departure


async def record_departure(cmd: RecordDeparture, cause: Cause, ports: Ports) -> Receipt:
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.depart(cmd.how, cause.actor.id, cause.at))
