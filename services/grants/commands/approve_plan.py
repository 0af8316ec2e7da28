"""Approve the planned instalments of a project (批准拨款计划); only then may they be paid."""

from services.grants.domain import errors, news_errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import HEADS, ON_PLAN
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
    offered=ON_PLAN.when(lambda plan, actor: plan.project.require_plan_approvable(actor.id, plan.news)),
    refusals=(
        errors.PlanIsApproved,
        errors.ThreePeopleRequired,
        errors.DoneBeforeSigning,
        news_errors.NewsUnfinished,
        news_errors.CutOffFromNews,
    ),
)
async def approve_plan(cmd: ApprovePlan, cause: Cause, ports: Ports) -> Receipt:
    organisation_id = (await ports.projects.get(cmd.project_id)).agreement.organisation_id
    news = await ports.news.of(organisation_id, cmd.project_id)
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.approve_plan(cmd.act(cause), news)
    )
