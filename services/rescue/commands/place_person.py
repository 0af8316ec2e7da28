"""Bring the person to a place of care: station, hospital, welfare home, or an entrusted home (安排照料地点)."""

from services.rescue.domain.placement import Place
from services.rescue.domain.texts import Text200
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class PlacePerson(Command):
    """Where the person is brought; the name of the place never leaves the service."""

    case_id: str
    place: Place
    name: Text200 = ""


async def place_person(cmd: PlacePerson, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.place(cmd.place, cmd.name, by, cause.at)
    )
