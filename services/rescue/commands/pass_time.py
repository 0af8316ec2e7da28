"""Let time pass in a case (计算期限): warn of limits that end soon, mark those that ended. The loop gives it."""

from services.rescue.domain.errors import CaseNotFound
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CLOCK
from services.rescue.ports import Ports
from shared.clock.deadlines import NothingDue
from shared.command.declaration import Command, command
from shared.kernel.act import Act
from shared.kernel.calendar import CalendarMissing
from shared.kernel.cause import Cause
from shared.kernel.errors import Erased
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PassTime(Command):
    """In which case; until when is the time of the cause."""

    case_id: CaseId


@command(
    PassTime,
    label=Label("计算期限", "Let time pass"),
    roles=CLOCK,
    refusals=(
        CaseNotFound,
        Erased,
        CalendarMissing,
        NothingDue,
    ),
)
async def pass_time(cmd: PassTime, cause: Cause, ports: Ports) -> Receipt:
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.limits.pass_time(Act.now(cause), ports.clocks)
    )
