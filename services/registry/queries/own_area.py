"""The villages (村、社区) and towns of whoever asks, by name: by them the public notices of the area are found."""

from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.fields import Street
from services.registry.domain.permissions import VILLAGES
from services.registry.domain.places import Gazetteer
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.kernel.scope import ScopeKind


class Area(Answer):
    """One of them; ``village`` is empty where the scope is a whole street or town."""

    code: str
    village: Annotated[str, Label("村（社区）", "Village")]
    street: Street


class OwnArea(Answer):
    """Those of the scope that the register knows."""

    items: list[Area]


async def own_area(places: Gazetteer, actor: Actor) -> OwnArea:
    """What the actor's scope is called. Raises RoleRequired."""
    actor.require(*VILLAGES)
    villages = {one.code: one.name for one in places.villages if one.is_current}
    own = sorted(code for code in actor.reached(ScopeKind.VILLAGE) if code in villages or places.has_street(code))
    return OwnArea(
        items=[Area(code=code, village=villages.get(code, ""), street=places.street_name(code[:9])) for code in own]
    )
