"""Let a person leave the talent pool (退出人才库); what was known of them is erased."""

from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class WithdrawTalent(Command):
    """Which person."""

    talent_id: str


async def withdraw_talent(cmd: WithdrawTalent, cause: Cause, ports: Ports) -> Receipt:
    return await ports.talents.change(cmd.talent_id, cause, lambda talent: talent.withdraw(cause.actor.id, cause.at))
