"""Approve that the person is erased from a case (批准清除个人信息): its number stays, nobody reads the rest again."""

from services.rescue.domain import erasure_errors, errors
from services.rescue.domain.erasure import ERASURE
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE, approver
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class EraseCase(Confirmation):
    """Which case; on which ground was proposed by a colleague."""

    case_id: CaseId


@command(
    EraseCase,
    post("/cases/{case_id}/erasure"),
    label=Label("批准清除个人信息", "Approve the erasure"),
    roles=CARE,
    offered=ON_CASE.confirming(ERASURE, lambda case, actor: case.require_erasure_approvable(approver(actor))),
    refusals=(
        errors.NotDeparted,
        errors.NoticeStillPublic,
        erasure_errors.ErasureNeedsHead,
        erasure_errors.RetentionRunning,
        LimitMissing,
    ),
)
async def erase_case(cmd: EraseCase, cause: Cause, ports: Ports) -> Receipt:
    """First the case is emptied, by one write; then its key goes, and with it all that its files hold; then these, and
    who did it on which ground is kept in the access log. A repeat finishes what a crash left in between.
    """
    act, second = cmd.act(cause), approver(cause.actor)
    receipt = await ports.cases.change(cmd.case_id, cause, lambda case: case.erase(ports.clocks, second, act))
    await ports.keys.erase(cmd.case_id)
    await ports.files.erase(cmd.case_id)
    await ports.access_log.read(cause.actor, cmd.case_id, "erasure", "approved")
    return receipt
