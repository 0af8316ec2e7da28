"""Whoever is on duty has looked for the person whom a ward reported of (办结病区来报)."""

from services.rescue.domain import ward_errors
from services.rescue.domain.permissions import CARE, ON_WARD_REPORT
from services.rescue.domain.ward_fields import WardReportId
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SettleWardReport(Command):
    """Which report; what it told is then forgotten here."""

    report_id: WardReportId


@command(
    SettleWardReport,
    post("/ward-reports/{report_id}/settlement"),
    label=Label(
        "办结来报",
        "Settle report",
        "请先找到这位受助人员的个案，在个案中转述语言情况；不是本站的人，直接办结。",
        "First find the person's case and report there how they speak; settle it at once for somebody who is not ours.",
    ),
    roles=CARE,
    offered=ON_WARD_REPORT.when(lambda report, _: report.require_waiting()),
    refusals=(ward_errors.WardReportDone,),
)
async def settle_ward_report(cmd: SettleWardReport, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.ward_reports.change(cmd.report_id, cause, lambda report: report.settle(act))
