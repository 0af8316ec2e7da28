"""Ask for a payment to be taken back: recorded by mistake, or sent back by the bank (冲销拨付)."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId, Reason
from services.grants.domain.permissions import FINANCE, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeReversal(ActCommand):
    """The payment of which instalment, why, and when the money came back."""

    project_id: ProjectId
    no: InstalmentNo
    reason: Reason


@command(
    ProposeReversal,
    post("/projects/{project_id}/instalments/{no}/payment/reversal"),
    label=Label("提出冲销", "Propose reversal"),
    roles=FINANCE,
    offered=ON_INSTALMENT.when(lambda part, _: part.project.instalment(part.no).require_reversible()),
    refusals=(
        errors.InstalmentNotPaid,
        errors.ReversalWaits,
        errors.ReversedTooEarly,
    ),
)
async def propose_reversal(cmd: ProposeReversal, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.propose_reversal(cmd.no, cmd.reason, cmd.act(cause))
    )
