"""Record that relatives have fetched the person (登记亲属接回)."""

from services.rescue.domain import departure_errors, errors
from services.rescue.domain import departure_fields as told
from services.rescue.domain.fields import CaseId, LateReason
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ways import Fetched
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class HandToRelatives(ActCommand):
    """Who fetches the person, how they are related, and that their papers are in order."""

    case_id: CaseId
    relative: told.GivenRelative
    kin_tie: told.GivenKinTie
    id_checked: told.IdChecked = False
    signed: told.RelativeSigned = False
    late_reason: LateReason | None = None


@command(
    HandToRelatives,
    post("/cases/{case_id}/departure/fetched"),
    label=Label("登记亲属接回", "Record that relatives fetched them"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.FETCHED)),
    refusals=(
        errors.NeverCame,
        departure_errors.PaperUnsigned,
        LateReasonRequired,
    ),
)
async def hand_to_relatives(cmd: HandToRelatives, cause: Cause, ports: Ports) -> Receipt:
    act, way = (
        cmd.act(cause),
        Fetched(relative=cmd.relative, kin_tie=cmd.kin_tie, id_checked=cmd.id_checked, signed=cmd.signed),
    )
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act, cmd.late_reason))
