"""Decline a correction, or take it back (不批准更正)."""

from services.grants.domain import correcting, errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import HEADS, OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineCorrection(Command):
    """Of which project the waiting correction is declined, or taken back by whoever proposed it."""

    project_id: ProjectId


@command(
    DeclineCorrection,
    post("/projects/{project_id}/correction/refusal"),
    label=Label("不批准更正", "Decline correction"),
    roles=OFFICERS | HEADS,
    offered=ON_PROJECT.when(lambda project, _: correcting.require_correction(project)),
    refusals=(errors.NoCorrectionWaits,),
)
async def decline_correction(cmd: DeclineCorrection, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: correcting.decline_correction(project, Act.now(cause))
    )
