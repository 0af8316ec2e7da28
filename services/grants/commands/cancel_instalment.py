"""Cancel an instalment that has not been paid (取消一期拨款)."""

from typing import Annotated

from pydantic import StringConstraints

from services.grants.ports import Ports
from shared.contracts.command import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class CancelInstalment(Command):
    """Which instalment, and why."""

    project_id: str
    no: int
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


async def cancel_instalment(cmd: CancelInstalment, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.cancel_instalment(cmd.no, cmd.reason, cause.actor.id, cause.at)
    )
