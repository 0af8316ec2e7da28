"""Commands on people of the talent pool."""

from services.registry.commands.add_talent import AddTalent, add_talent
from services.registry.commands.update_talent import UpdateTalent, update_talent
from services.registry.commands.withdraw_talent import WithdrawTalent, withdraw_talent
from services.registry.domain.kinds import Availability
from services.registry.domain.talent import ERASED
from tests.builders_registry import a_cause, a_profile, in_memory_ports

ASKED = AddTalent(
    display_name=" 张秀英 ", phone="13800138000", skills=("方言沟通",), dialects=("阜阳话",), native_code="341221"
)


async def test_add_update_and_withdraw_a_person() -> None:
    ports = in_memory_ports()
    receipt = await add_talent.give(ASKED, a_cause("add"), ports)
    assert (await ports.talents.get(receipt.id)).profile == a_profile()

    away = ASKED.model_dump(exclude={"invented"}) | {"talent_id": receipt.id, "availability": Availability.AWAY}
    await update_talent.give(UpdateTalent(**away), a_cause("update"), ports)
    assert await ports.pool.candidates() == []

    await withdraw_talent.give(WithdrawTalent(talent_id=receipt.id), a_cause("withdraw"), ports)
    gone = await ports.talents.get(receipt.id)
    assert (gone.profile, gone.withdrawn_at) == (ERASED, a_cause().at)
    assert ports.talents.published == []
