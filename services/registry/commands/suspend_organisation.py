"""Suspend an organisation (限期停止活动)."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class SuspendOrganisation(Command):
    """Which organisation, the number of the decision, and the last day where the decision names one."""

    organisation_id: str
    decision_no: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    until: date | None = None


async def suspend_organisation(cmd: SuspendOrganisation, cause: Cause, ports: Ports) -> Receipt:
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.suspend(cmd.decision_no, cmd.until, cause.actor.id, cause.at)
    )
