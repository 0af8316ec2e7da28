"""Complete or correct how the person came (补充来站情况)."""

from typing import Annotated

from pydantic import AwareDatetime

from services.rescue.domain import errors, intake_errors
from services.rescue.domain.fields import (
    ArrivalBy,
    BroughtBy,
    CaseId,
    Circumstances,
    FoundAt,
    FoundPlace,
    HandoverSheet,
)
from services.rescue.domain.intake import Intake
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, put
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SupplementIntake(Command):
    """How the person came, as a whole; when they came is corrected by a command of its own."""

    case_id: CaseId
    arrival: ArrivalBy
    found_at: Annotated[FoundAt, AwareDatetime] | None = None
    found_place: FoundPlace = ""
    brought_by: BroughtBy = ""
    handover_sheet: HandoverSheet = ""
    circumstances: Circumstances = ""


@command(
    SupplementIntake,
    put("/cases/{case_id}/intake"),
    label=Label("补充来站情况", "Complete how they came"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_open()),
    refusals=(
        errors.NothingChanged,
        errors.FoundInFuture,
        intake_errors.FoundAfterArrival,
        TimeWrong,
    ),
)
async def supplement_intake(cmd: SupplementIntake, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    intake = Intake(
        arrival=cmd.arrival,
        found_at=cmd.found_at,
        found_place=cmd.found_place,
        brought_by=cmd.brought_by,
        handover_sheet=cmd.handover_sheet,
        circumstances=cmd.circumstances,
    )
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.supplement_intake(intake, act))
