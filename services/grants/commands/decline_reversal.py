"""Decline that a payment is taken back, or take the request back (不批准冲销)."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId
from services.grants.domain.permissions import FINANCE, HEADS, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineReversal(Command):
    """The reversal of which instalment."""

    project_id: ProjectId
    no: InstalmentNo


@command(
    DeclineReversal,
    post("/projects/{project_id}/instalments/{no}/payment/reversal/refusal"),
    label=Label("不批准冲销", "Decline reversal"),
    roles=HEADS | FINANCE,
    offered=ON_INSTALMENT.when(lambda part, _: part.project.instalment(part.no).require_reversal()),
    refusals=(errors.NoReversalWaits,),
)
async def decline_reversal(cmd: DeclineReversal, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.decline_reversal(cmd.no, Act.now(cause))
    )
