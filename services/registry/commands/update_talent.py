"""Replace what is known of a person of the talent pool (更新人才信息)."""

from services.registry.commands.add_talent import UNSOUND, Told
from services.registry.domain import talent_errors
from services.registry.domain.fields import KeepPhone, NewPhone, TalentId
from services.registry.domain.permissions import OFFICE, ON_TALENT
from services.registry.ports import Ports
from shared.command.declaration import command, put
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class UpdateTalent(Told):
    """The whole of what is known now. With ``keep_phone`` the number stays as it is: pages only know it masked."""

    talent_id: TalentId
    phone: NewPhone = ""
    keep_phone: KeepPhone = False


@command(
    UpdateTalent,
    put("/talents/{talent_id}"),
    label=Label("更新人才信息", "Update details"),
    roles=OFFICE,
    offered=ON_TALENT.when(lambda talent, _: talent.require_in_pool()),
    refusals=(talent_errors.TalentGone, talent_errors.TalentUnchanged, *UNSOUND),
)
async def update_talent(cmd: UpdateTalent, cause: Cause, ports: Ports) -> Receipt:
    profile = cmd.profile()
    return await ports.talents.change(
        cmd.talent_id,
        cause,
        lambda talent: talent.update(profile, ports.places, cause.actor.id, cause.at, keep_phone=cmd.keep_phone),
    )
