"""Take a person into the talent pool (加入专业人才库)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from services.registry.domain.talent import Availability, Profile, Talent
from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class AddTalent(Command):
    """What the person told of themselves. ``native_code`` is the region code of the county they grew up in, or ""."""

    display_name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30)] = ""
    skills: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    dialects: Annotated[tuple[Word, ...], Field(max_length=10)] = ()
    native_code: Annotated[str, StringConstraints(max_length=6)] = ""
    availability: Availability = Availability.AVAILABLE
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    invented: bool = False

    def profile(self) -> Profile:
        """As the domain knows it."""
        return Profile(**{name: getattr(self, name) for name in AddTalent.model_fields if name != "invented"})


async def add_talent(cmd: AddTalent, cause: Cause, ports: Ports) -> Receipt:
    talent = Talent.add(
        cause.new_id("talent"), cmd.profile(), ports.places, by=cause.actor.id, at=cause.at, invented=cmd.invented
    )
    return await ports.talents.create(talent, cause)
