"""Approve the planned instalments of a project (批准拨款计划); only then may they be paid."""

from services.grants.domain import errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import HEADS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApprovePlan(ActCommand):
    """Of which project all instalments that wait are approved; earlier than now where it was approved on paper."""

    project_id: ProjectId


@command(
    ApprovePlan,
    post("/projects/{project_id}/plan-approval"),
    label=Label("批准拨款计划", "Approve plan"),
    roles=HEADS,
    offered=ON_PROJECT.when(lambda project, actor: project.require_plan_approvable(actor.id)),
    refusals=(
        errors.PlanIsApproved,
        errors.ThreePeopleRequired,
        errors.DoneBeforeSigning,
    ),
)
async def approve_plan(cmd: ApprovePlan, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(cmd.project_id, cause, lambda project: project.approve_plan(cmd.act(cause)))
