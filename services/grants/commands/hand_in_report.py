"""An organisation hands in the report that its instalment waits for (提交报告)."""

from services.grants.domain.fields import RECEIPTS, InstalmentNo, ProjectId, Receipts, ReportTitle, ReportTold
from services.grants.domain.permissions import MEMBERS, ON_INSTALMENT
from services.grants.domain.report import AGAINST_A_REPORT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.files.errors import FileNotThere, FileOutlived
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.files import saved_with
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class HandInReport(Command):
    """For which instalment of a project of one's own, what is reported, and the receipts that were sent before."""

    project_id: ProjectId
    no: InstalmentNo
    title: ReportTitle
    told: ReportTold
    receipts: Receipts = ()


@command(
    HandInReport,
    post("/own/projects/{project_id}/instalments/{no}/report"),
    label=Label("提交报告", "Hand in report"),
    roles=MEMBERS,
    offered=ON_INSTALMENT.when(lambda part, _: part.project.instalment(part.no).require_report_fits()),
    refusals=(*AGAINST_A_REPORT, FileNotThere, FileOutlived),
)
async def hand_in_report(cmd: HandInReport, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await saved_with(
        ports.files,
        cmd.project_id,
        RECEIPTS,
        cmd.receipts,
        cause.actor,
        lambda refs: ports.projects.change(
            cmd.project_id,
            cause,
            lambda project: project.submit_report(cmd.no, cmd.title, "", act, receipts=refs, told=cmd.told),
        ),
    )
