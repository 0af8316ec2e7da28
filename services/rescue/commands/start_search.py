"""Start to search for who the person is (开始寻亲); the legal limits run from the entry."""

from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class StartSearch(Command):
    """The person cannot say who they are."""

    case_id: str


async def start_search(cmd: StartSearch, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.search.start(ports.clocks, by, cause.at))
