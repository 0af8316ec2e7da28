"""Replace what is known of a person of the talent pool (更新人才信息)."""

from services.registry.commands.add_talent import AddTalent
from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class UpdateTalent(Command):
    """Which person, and the whole of what is known now; the phone number may stay as it is."""

    talent_id: str
    profile: AddTalent
    keep_phone: bool = False


async def update_talent(cmd: UpdateTalent, cause: Cause, ports: Ports) -> Receipt:
    profile = cmd.profile.profile()
    return await ports.talents.change(
        cmd.talent_id,
        cause,
        lambda talent: talent.update(profile, ports.places, cause.actor.id, cause.at, keep_phone=cmd.keep_phone),
    )
