"""Record that somebody has left by their own will (登记自行离站), with the declaration that they signed."""

from services.rescue.domain import departure_errors, errors
from services.rescue.domain import departure_fields as told
from services.rescue.domain.fields import CaseId, LateReason
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.photo_fields import DECLARATION, DeclarationScan
from services.rescue.domain.ways import Alone
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.files.errors import FileNotThere, FileOutlived
from shared.kernel.cause import Cause
from shared.kernel.files import FileRef, saved_with
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class LeaveAlone(ActCommand):
    """Where the person goes, the signed declaration, and who found no signs that forbid it."""

    case_id: CaseId
    to: told.AloneTo
    declaration: told.GivenDeclaration
    assessed_by: told.GivenAssessedBy
    scan: DeclarationScan | None = None
    late_reason: LateReason | None = None


@command(
    LeaveAlone,
    post("/cases/{case_id}/departure/alone"),
    label=Label("登记自行离站", "Record that they left alone"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.LEFT_ALONE)),
    refusals=(
        errors.NeverCame,
        departure_errors.MayNotLeaveAlone,
        departure_errors.AgeNotKnown,
        departure_errors.SignsNotAssessed,
        departure_errors.DisorderSignsSeen,
        LateReasonRequired,
        FileNotThere,
        FileOutlived,
    ),
)
async def leave_alone(cmd: LeaveAlone, cause: Cause, ports: Ports) -> Receipt:
    act, scans = cmd.act(cause), [cmd.scan] if cmd.scan else []

    async def save(refs: tuple[FileRef, ...]) -> Receipt:
        way = Alone(cmd.to, cmd.declaration, cmd.assessed_by, refs[0] if refs else None)
        return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act, cmd.late_reason))

    return await saved_with(ports.files, cmd.case_id, DECLARATION, scans, cause.actor, save)
