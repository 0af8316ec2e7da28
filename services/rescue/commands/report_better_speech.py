"""A ward reports that somebody in one of its beds speaks better than before (病区来报)."""

from services.rescue.domain.fields import AbilityShown
from services.rescue.domain.permissions import ON_WARD, WARDS
from services.rescue.domain.ward_fields import BedNo, WardId, WardNote
from services.rescue.domain.ward_report import Told, WardReport
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReportBetterSpeech(Command):
    """Which bed of a ward of one's own, and how the person there communicates now.

    The answer is the same whether or not anybody known to the station lies there.
    """

    ward: WardId
    bed: BedNo
    ability: AbilityShown
    note: WardNote = ""


@command(
    ReportBetterSpeech,
    post("/own/ward-reports"),
    label=Label("报告语言好转", "Report better speech"),
    roles=WARDS,
    offered=ON_WARD.always,
)
async def report_better_speech(cmd: ReportBetterSpeech, cause: Cause, ports: Ports) -> Receipt:
    case_id = await ports.beds.case_in(cmd.ward, cmd.bed)
    told = Told(cmd.bed, cmd.ability, cmd.note)
    report = WardReport.make(cause.new_id("ward report"), cmd.ward, told, case_id, Act.now(cause))
    return await ports.ward_reports.create(report, cause)
