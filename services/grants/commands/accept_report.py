"""Accept the report of an instalment (报告通过), which unlocks its payment."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId
from services.grants.domain.permissions import HEADS, ON_INSTALMENT
from services.grants.domain.report import REPORT
from services.grants.ports import Ports
from shared.command.declaration import ConfirmingAct, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class AcceptReport(ConfirmingAct):
    """The waiting report of which instalment; earlier than now where it was accepted on paper."""

    project_id: ProjectId
    no: InstalmentNo


@command(
    AcceptReport,
    post("/projects/{project_id}/instalments/{no}/report/acceptance"),
    label=Label("报告通过", "Accept report"),
    roles=HEADS,
    offered=ON_INSTALMENT.confirming(
        REPORT, lambda part, actor: part.project.require_report_decidable(part.no, actor.id)
    ),
    refusals=(
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.ThreePeopleRequired,
        errors.ReportDecidedTooEarly,
    ),
)
async def accept_report(cmd: AcceptReport, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.accept_report(cmd.no, cmd.act(cause))
    )
