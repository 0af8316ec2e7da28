"""Clear one reason from the list of abnormal activity (移出活动异常名录的一条事由)."""

from typing import Annotated

from pydantic import StringConstraints

from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ClearAbnormalReason(Command):
    """Which reason, and what was checked before it was cleared."""

    organisation_id: str
    reason_id: str
    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


async def clear_abnormal_reason(cmd: ClearAbnormalReason, cause: Cause, ports: Ports) -> Receipt:
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.clear_reason(cmd.reason_id, cmd.note, cause.actor.id, cause.at)
    )
