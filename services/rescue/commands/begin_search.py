"""Let the limits run of a case stored before they started by themselves (期限自动起算). The service gives it."""

from services.rescue.domain.errors import CaseClosed, CaseNotFound, NotYetReceived
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CLOCK
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.errors import Erased
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class BeginSearch(Command):
    """In which case."""

    case_id: CaseId


@command(
    BeginSearch,
    label=Label("期限自动起算", "Let the limits run"),
    roles=CLOCK,
    refusals=(CaseNotFound, CaseClosed, NotYetReceived, Erased, LimitMissing),
)
async def begin_search(cmd: BeginSearch, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.search.catch_up(ports.clocks, act))
