"""Propose to erase the person from a case after the departure (提出清除个人信息), for a colleague to approve."""

from services.rescue.domain import erasure_errors, errors
from services.rescue.domain.fields import CaseId, Ground
from services.rescue.domain.permissions import CARE, ON_CASE, approver
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeErasure(Command):
    """Which case, and on which legal ground."""

    case_id: CaseId
    ground: Ground


@command(
    ProposeErasure,
    post("/cases/{case_id}/erasure-proposal"),
    label=Label("提出清除个人信息", "Propose to erase personal data"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.require_erasure_proposable()),
    refusals=(
        errors.NotDeparted,
        errors.NoticeStillPublic,
        erasure_errors.ErasureWaiting,
        erasure_errors.ConsentIsNoGround,
        erasure_errors.RetentionRunning,
        LimitMissing,
    ),
)
async def propose_erasure(cmd: ProposeErasure, cause: Cause, ports: Ports) -> Receipt:
    act, first = Act.now(cause), approver(cause.actor)
    receipt = await ports.cases.change(
        cmd.case_id, cause, lambda case: case.propose_erasure(cmd.ground, ports.clocks, first, act)
    )
    await ports.access_log.read(cause.actor, cmd.case_id, "erasure_proposal", cmd.ground)
    return receipt
