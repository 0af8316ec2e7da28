"""Decline a correction of the contract amount, or take it back (不批准更正金额)."""

from services.grants.domain import errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineAmount(Command):
    """Of which project the waiting correction is declined, or taken back by whoever proposed it."""

    project_id: ProjectId


@command(
    DeclineAmount,
    post("/projects/{project_id}/amount-correction/refusal"),
    label=Label("不批准更正金额", "Decline corrected amount"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, _: project.require_amount_waiting()),
    refusals=(errors.NoAmountWaits,),
)
async def decline_amount(cmd: DeclineAmount, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.decline_amount(cause.actor.id, cause.at)
    )
