"""Correct when the person came (更正入站时间); the limits are counted anew, by two people where they were judged."""

from typing import Annotated

from pydantic import AwareDatetime

from services.rescue.domain import entry_change, entry_errors, errors, intake_errors
from services.rescue.domain.fields import CaseId, GivenCorrectionReason, TrueEntry
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CorrectEntry(Command):
    """When the person truly came, and how that is known."""

    case_id: CaseId
    entered_at: Annotated[TrueEntry, AwareDatetime]
    reason: GivenCorrectionReason


@command(
    CorrectEntry,
    post("/cases/{case_id}/entry"),
    label=Label("更正入站时间", "Correct the time of arrival"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: entry_change.require_correctable(case)),
    refusals=(
        errors.NothingChanged,
        errors.ArrivalInFuture,
        intake_errors.FoundAfterArrival,
        entry_errors.EntryAfterAct,
        entry_errors.EntryCorrectionWaits,
        TimeWrong,
        LimitMissing,
    ),
)
async def correct_entry(cmd: CorrectEntry, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.custody.correct_entry(cmd.entered_at, cmd.reason, ports.clocks, act),
    )
