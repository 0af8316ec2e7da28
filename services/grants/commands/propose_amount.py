"""Propose another contract amount (更正合同金额) for a second person to approve."""

from services.grants.domain import errors
from services.grants.domain.fields import ContractFen, ProjectId, Reason
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeAmount(Command):
    """Which project, its right contract amount, and why it was wrong."""

    project_id: ProjectId
    amount_fen: ContractFen
    reason: Reason


@command(
    ProposeAmount,
    post("/projects/{project_id}/amount-correction"),
    label=Label("更正合同金额", "Correct contract amount"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, _: project.require_amount_correctable()),
    refusals=(
        errors.AmountUnchanged,
        errors.AmountBelowPlan,
        errors.AmountCorrectionWaits,
        errors.ProjectIsSettled,
    ),
)
async def propose_amount(cmd: ProposeAmount, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id,
        cause,
        lambda project: project.propose_amount(cmd.amount_fen, cmd.reason, cause.actor.id, cause.at),
    )
