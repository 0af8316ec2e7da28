"""Let a person leave the talent pool (退出人才库); what was known of them is erased."""

from services.registry.domain import talent_errors
from services.registry.domain.fields import TalentId
from services.registry.domain.permissions import OFFICE, ON_TALENT
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class WithdrawTalent(Command):
    """Which person."""

    talent_id: TalentId


@command(
    WithdrawTalent,
    post("/talents/{talent_id}/withdrawal"),
    label=Label(
        "退出人才库",
        "Leave the talent pool",
        "退出后，姓名、电话、籍贯、方言、技能和备注全部清除，不能恢复。以前的个案里只显示“已退出人才库”。"
        "本人要求退出时办理（个人信息保护法第四十七条）。只是暂时不能参加的，请改为更新人才信息。",
        "Name, phone number, native place, dialects, skills and note will all be erased and cannot be restored. "
        "Earlier cases will only say “Left the talent pool”. "
        "For a person who asks to leave (Personal Information Protection Law, article 47). "
        "If they only cannot help at present, update their details instead.",
    ),
    roles=OFFICE,
    offered=ON_TALENT.when(lambda talent, _: talent.require_in_pool()),
    refusals=(talent_errors.TalentGone,),
)
async def withdraw_talent(cmd: WithdrawTalent, cause: Cause, ports: Ports) -> Receipt:
    """First the person is emptied, by one write; then the key goes. A repeat finishes what a crash left in between."""
    receipt = await ports.talents.change(cmd.talent_id, cause, lambda talent: talent.withdraw(cause.actor.id, cause.at))
    await ports.keys.erase(cmd.talent_id)
    return receipt
