"""Take a search notice back (撤回公告), before or after it was published."""

from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class WithdrawNotice(Command):
    """Which notice."""

    case_id: str
    notice_id: str


async def withdraw_notice(cmd: WithdrawNotice, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.withdraw_notice(cmd.notice_id, by, cause.at)
    )
