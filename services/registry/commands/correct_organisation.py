"""Put wrong particulars of an organisation right (更正登记事项); what stood before is kept."""

from typing import Annotated

from pydantic import StringConstraints

from services.registry.commands.register_organisation import RegisterOrganisation
from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class CorrectOrganisation(Command):
    """All particulars as they should be, and why they were wrong."""

    organisation_id: str
    particulars: RegisterOrganisation
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


async def correct_organisation(cmd: CorrectOrganisation, cause: Cause, ports: Ports) -> Receipt:
    right = cmd.particulars.particulars()
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.correct(right, ports.places, cmd.reason, cause.actor.id, cause.at)
    )
