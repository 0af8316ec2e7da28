"""Propose that a project is closed (结项、终止): what is unpaid then is not paid any more."""

from services.grants.domain import closing, closing_errors, errors
from services.grants.domain.closure import HowClosed
from services.grants.domain.fields import ProjectId, Reason, ReturnedFen
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeClosing(ActCommand):
    """Which project, how and why it ends, what of the paid came back, and since when it has ended, by which paper."""

    project_id: ProjectId
    kind: HowClosed
    reason: Reason
    returned_fen: ReturnedFen | None = None


@command(
    ProposeClosing,
    post("/projects/{project_id}/closing"),
    label=Label("结项或者终止", "Close project"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, _: closing.require_closable(project)),
    refusals=(
        closing_errors.ProjectIsClosed,
        closing_errors.ClosureWaits,
        errors.CorrectionWaits,
        errors.ReversalWaits,
        closing_errors.ReturnedMoreThanPaid,
        errors.DoneBeforeSigning,
        closing_errors.ClosedBeforePayment,
    ),
)
async def propose_closing(cmd: ProposeClosing, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id,
        cause,
        lambda project: closing.propose_closing(project, cmd.kind, cmd.reason, cmd.returned_fen or 0, cmd.act(cause)),
    )
