"""Approve that a payment is taken back (批准冲销): neither who asked for it nor who paid may."""

from services.grants.domain.fields import InstalmentNo, ProjectId
from services.grants.domain.instalment import REVERSAL
from services.grants.domain.permissions import HEADS, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveReversal(Confirmation):
    """The reversal of which instalment."""

    project_id: ProjectId
    no: InstalmentNo


@command(
    ApproveReversal,
    post("/projects/{project_id}/instalments/{no}/payment/reversal/approval"),
    label=Label("批准冲销", "Approve reversal"),
    roles=HEADS,
    offered=ON_INSTALMENT.confirming(
        REVERSAL, lambda part, actor: part.project.instalment(part.no).require_reversal_approvable(actor.id)
    ),
)
async def approve_reversal(cmd: ApproveReversal, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.approve_reversal(cmd.no, cmd.act(cause))
    )
