"""Plan instalments (安排拨款计划): all of them, or none when they exceed the contract."""

from typing import Annotated

from annotated_types import MaxLen, MinLen
from pydantic import BaseModel, ConfigDict

from services.grants.domain import errors, year_errors
from services.grants.domain.fields import DueOn, InstalmentFen, ProjectId
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.domain.report import ReportNeeded
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class Part(BaseModel):
    """One instalment: how much in 分, planned for which day, after which report by the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount_fen: InstalmentFen
    due_on: DueOn
    report_need: ReportNeeded


class PlanInstalments(ActCommand):
    """The instalments to add, in the order of their numbers."""

    project_id: ProjectId
    parts: Annotated[list[Part], Label("各期拨款", "Instalments"), MinLen(1), MaxLen(24)]


@command(
    PlanInstalments,
    post("/projects/{project_id}/instalments"),
    label=Label("安排拨款", "Plan payment"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, _: project.require_plannable()),
    refusals=(
        year_errors.InstalmentDueTooLate,
        errors.InstalmentsExceedContract,
        errors.InstalmentDueBeforeSigning,
        errors.DoneBeforeSigning,
        errors.ProjectIsSettled,
    ),
)
async def plan_instalments(cmd: PlanInstalments, cause: Cause, ports: Ports) -> Receipt:
    parts = [PlannedPart(part.amount_fen, part.due_on, part.report_need) for part in cmd.parts]
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.plan_instalments(parts, cmd.act(cause))
    )
