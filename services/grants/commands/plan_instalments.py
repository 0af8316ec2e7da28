"""Plan instalments (安排拨款计划): all of them, or none when they exceed the contract."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.grants.domain.instalment import PlannedPart
from services.grants.ports import Ports
from shared.contracts.command import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class Part(BaseModel):
    """One instalment: how much in 分, planned for which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount_fen: Annotated[int, Field(gt=0, le=10**13)]
    due_on: date


class PlanInstalments(Command):
    """The instalments to add, in the order of their numbers."""

    project_id: str
    parts: Annotated[list[Part], Field(min_length=1, max_length=24)]


async def plan_instalments(cmd: PlanInstalments, cause: Cause, ports: Ports) -> Receipt:
    parts = [PlannedPart(part.amount_fen, part.due_on) for part in cmd.parts]
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.plan_instalments(parts, cause.actor.id, cause.at)
    )
