"""Approve a colleague's correction of the contract amount (批准更正金额)."""

from services.grants.domain import errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveAmount(Command):
    """Of which project the waiting correction is approved."""

    project_id: ProjectId


@command(
    ApproveAmount,
    post("/projects/{project_id}/amount-correction/approval"),
    label=Label("批准更正金额", "Approve corrected amount"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, actor: project.require_amount_approvable(actor.id)),
    refusals=(errors.NoAmountWaits, errors.SecondPersonRequired, errors.AmountBelowPlan),
)
async def approve_amount(cmd: ApproveAmount, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.approve_amount(cause.actor.id, cause.at)
    )
