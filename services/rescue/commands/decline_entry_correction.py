"""Decline a correction of the time of arrival, or take it back (不批准更正入站时间)."""

from services.rescue.domain import entry_change, entry_errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineEntryCorrection(Command):
    """Of which case the waiting correction is declined, or taken back by whoever proposed it."""

    case_id: CaseId


@command(
    DeclineEntryCorrection,
    post("/cases/{case_id}/entry-correction/refusal"),
    label=Label("不批准更正入站时间", "Decline the time of arrival"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: entry_change.require_waiting(case)),
    refusals=(entry_errors.NoEntryCorrection,),
)
async def decline_entry_correction(cmd: DeclineEntryCorrection, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: entry_change.decline(case, act))
