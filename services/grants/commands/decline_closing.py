"""Decline the closing of a project, or take it back (不批准结项或者终止)."""

from services.grants.domain import closing, closing_errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import HEADS, OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineClosing(Command):
    """Of which project the waiting closing is declined, or taken back by whoever proposed it."""

    project_id: ProjectId


@command(
    DeclineClosing,
    post("/projects/{project_id}/closing/refusal"),
    label=Label("不批准结项或者终止", "Decline closing"),
    roles=OFFICERS | HEADS,
    offered=ON_PROJECT.when(lambda project, _: closing.require_closing(project)),
    refusals=(closing_errors.NoClosureWaits,),
)
async def decline_closing(cmd: DeclineClosing, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: closing.decline_closing(project, Act.now(cause))
    )
