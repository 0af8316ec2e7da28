"""Approve that a project is closed (批准结项或者终止)."""

from services.grants.domain import closing, closing_errors, errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import HEADS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveClosing(Confirmation):
    """Of which project the waiting closing is approved."""

    project_id: ProjectId


@command(
    ApproveClosing,
    post("/projects/{project_id}/closing/approval"),
    label=Label("批准结项或者终止", "Approve closing"),
    roles=HEADS,
    offered=ON_PROJECT.confirming(
        closing.CLOSING, lambda project, actor: closing.require_closing_approvable(project, actor.id)
    ),
    refusals=(
        errors.CorrectionWaits,
        errors.ReversalWaits,
        closing_errors.ReturnedMoreThanPaid,
    ),
)
async def approve_closing(cmd: ApproveClosing, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: closing.approve_closing(project, cmd.act(cause))
    )
