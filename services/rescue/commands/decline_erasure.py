"""Decide that the person is not erased from a case, or take a proposal back (不清除个人信息)."""

from services.rescue.domain import erasure_errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineErasure(Command):
    """Which case."""

    case_id: CaseId


@command(
    DeclineErasure,
    post("/cases/{case_id}/erasure-refusal"),
    label=Label("不清除个人信息", "Decline the erasure"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.require_erasure_declinable()),
    refusals=(erasure_errors.ErasureNotProposed,),
)
async def decline_erasure(cmd: DeclineErasure, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.decline_erasure(act))
