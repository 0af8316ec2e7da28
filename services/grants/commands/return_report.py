"""Return the report of an instalment, to be handed in anew (退回报告)."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId, Reason
from services.grants.domain.permissions import HEADS, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReturnReport(ActCommand):
    """The waiting report of which instalment, and what is to be mended."""

    project_id: ProjectId
    no: InstalmentNo
    reason: Reason


@command(
    ReturnReport,
    post("/projects/{project_id}/instalments/{no}/report/return"),
    label=Label("退回报告", "Return report"),
    roles=HEADS,
    offered=ON_INSTALMENT.when(lambda part, actor: part.project.require_report_decidable(part.no, actor.id)),
    refusals=(
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.NoReportWaits,
        errors.SecondPersonRequired,
        errors.ThreePeopleRequired,
        errors.ReportDecidedTooEarly,
    ),
)
async def return_report(cmd: ReturnReport, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.return_report(cmd.no, cmd.reason, cmd.act(cause))
    )
