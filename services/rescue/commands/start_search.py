"""Start to search for who the person is (开始寻亲); the legal limits run from the entry."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class StartSearch(Command):
    """The person cannot say who they are."""

    case_id: CaseId


@command(
    StartSearch,
    post("/cases/{case_id}/search"),
    label=Label("开始寻亲", "Start the search"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.search.require_startable()),
    refusals=(
        errors.SearchRunning,
        LimitMissing,
    ),
)
async def start_search(cmd: StartSearch, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.search.start(ports.clocks, act))
