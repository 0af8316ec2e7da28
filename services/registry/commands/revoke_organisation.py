"""Revoke the registration of an organisation (撤销登记)."""

from typing import Annotated

from pydantic import StringConstraints

from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RevokeOrganisation(Command):
    """Which organisation, and the number of the decision."""

    organisation_id: str
    decision_no: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


async def revoke_organisation(cmd: RevokeOrganisation, cause: Cause, ports: Ports) -> Receipt:
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.revoke(cmd.decision_no, cause.actor.id, cause.at)
    )
