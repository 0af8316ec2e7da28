"""Erase the person from a case after the departure (清除个人信息): its number stays, nobody reads the rest again."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, Ground
from services.rescue.domain.permissions import HEADS, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class EraseCase(Command):
    """Which case, and on which legal ground."""

    case_id: CaseId
    ground: Ground


@command(
    EraseCase,
    post("/cases/{case_id}/erasure"),
    label=Label("清除个人信息", "Erase personal data"),
    roles=HEADS,
    offered=ON_CASE.when(lambda case, _: case.require_erasable()),
    refusals=(
        errors.NotDeparted,
        errors.NoticeStillPublic,
    ),
)
async def erase_case(cmd: EraseCase, cause: Cause, ports: Ports) -> Receipt:
    """First the case is emptied, by one write; then its key goes, and who did it on which ground is kept in the access
    log. A repeat finishes what a crash left in between.
    """
    act = Act.now(cause)
    receipt = await ports.cases.change(cmd.case_id, cause, lambda case: case.erase(cmd.ground, act))
    await ports.keys.erase(cmd.case_id)
    await ports.access_log.read(cause.actor, cmd.case_id, "erasure", cmd.ground)
    return receipt
