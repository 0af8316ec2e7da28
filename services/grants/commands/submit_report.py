"""Enter the report that the organisation handed in for an instalment (登记报告)."""

from services.grants.domain.fields import RECEIPTS, InstalmentNo, ProjectId, Receipts, ReportReference, ReportTitle
from services.grants.domain.permissions import OFFICERS, ON_INSTALMENT
from services.grants.domain.report import AGAINST_A_REPORT
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.files.errors import FileNotThere, FileOutlived
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.files import saved_with
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SubmitReport(ActCommand):
    """Which instalment, what was handed in, under which number it is filed, and when it came."""

    project_id: ProjectId
    no: InstalmentNo
    title: ReportTitle
    reference: ReportReference
    receipts: Receipts = ()

    def act(self, cause: Cause) -> Act:
        """The handing in; the number under which it is filed shows its time where nothing else does."""
        return Act.told(cause, self.occurred_at, self.evidence or self.reference)


@command(
    SubmitReport,
    post("/projects/{project_id}/instalments/{no}/report"),
    label=Label("登记报告", "Enter report"),
    roles=OFFICERS,
    offered=ON_INSTALMENT.when(lambda part, _: part.project.instalment(part.no).require_report_fits()),
    refusals=(*AGAINST_A_REPORT, FileNotThere, FileOutlived),
)
async def submit_report(cmd: SubmitReport, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await saved_with(
        ports.files,
        cmd.project_id,
        RECEIPTS,
        cmd.receipts,
        cause.actor,
        lambda refs: ports.projects.change(
            cmd.project_id,
            cause,
            lambda project: project.submit_report(cmd.no, cmd.title, cmd.reference, act, receipts=refs),
        ),
    )
