"""Cancel an instalment that has not been paid (取消一期拨款)."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId, Reason
from services.grants.domain.permissions import HEADS, OFFICERS, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CancelInstalment(Command):
    """Which instalment, and why."""

    project_id: ProjectId
    no: InstalmentNo
    reason: Reason


@command(
    CancelInstalment,
    post("/projects/{project_id}/instalments/{no}/cancellation"),
    label=Label("取消这一期", "Cancel it"),
    roles=OFFICERS | HEADS,
    offered=ON_INSTALMENT.when(lambda part, _: part.project.require_cancellable(part.no)),
    refusals=(
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
    ),
)
async def cancel_instalment(cmd: CancelInstalment, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.cancel_instalment(cmd.no, cmd.reason, Act.now(cause))
    )
