"""Write down what is known of the person now, as a whole."""

from services.rescue.domain.person import Person
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class DescribePerson(Command):
    """The whole description; what is left out becomes not asked."""

    case_id: str
    person: Person


async def describe_person(cmd: DescribePerson, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.identity.describe(cmd.person, by, cause.at))
