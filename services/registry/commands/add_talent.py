"""Take a person into the talent pool (加入专业人才库)."""

from services.registry.domain import talent_errors
from services.registry.domain.fields import (
    Dialects,
    GivenPersonName,
    GivenPhone,
    Invented,
    NativeCode,
    Remarks,
    Skills,
    WhenAvailable,
)
from services.registry.domain.kinds import Availability
from services.registry.domain.permissions import OFFICE, ON_POOL
from services.registry.domain.talent import Profile, Talent
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt

UNSOUND = (talent_errors.TalentNameMissing, talent_errors.NativePlaceUnknown, talent_errors.PhoneIllFormed)
"""What may be wrong with what a person told."""


class Told(Command):
    """What a person told of themselves. ``native_code`` is the region code of the county they grew up in, or ""."""

    display_name: GivenPersonName
    phone: GivenPhone = ""
    native_code: NativeCode = ""
    dialects: Dialects = ()
    skills: Skills = ()
    availability: WhenAvailable = Availability.AVAILABLE
    note: Remarks = ""

    def profile(self) -> Profile:
        """As the domain knows it."""
        return Profile(**{name: getattr(self, name) for name in Told.model_fields})


class AddTalent(Told):
    """What the person told of themselves."""

    invented: Invented = False


@command(
    AddTalent,
    post("/talents"),
    label=Label(
        "加入人才",
        "Add a person",
        "经本人同意后录入，本人可以随时退出",
        "With the person's consent; they may leave at any time",
    ),
    roles=OFFICE,
    offered=ON_POOL.always,
    refusals=UNSOUND,
)
async def add_talent(cmd: AddTalent, cause: Cause, ports: Ports) -> Receipt:
    talent = Talent.add(
        cause.new_id("talent"), cmd.profile(), ports.places, by=cause.actor.id, at=cause.at, invented=cmd.invented
    )
    return await ports.talents.create(talent, cause)
