"""The organisations that a supervisor authority (业务主管单位) supervises, each told as it is told of itself.

Which those are is what the certificates say: the authority's scope holds its name as it stands there.
"""

from typing import Any

from services.registry.answers import BY_NAME, Answer
from services.registry.domain.errors import OrganisationNotFound
from services.registry.domain.fields import FoundedOn, Invented, Kind, Name, StandingNow, Status, Street, Uscc
from services.registry.domain.permissions import AUTHORITIES
from services.registry.domain.places import Gazetteer
from services.registry.queries.organisation_list import organisation_line
from services.registry.queries.own_organisation import OwnOrganisation, told_of_itself
from shared.kernel.cause import Actor
from shared.kernel.scope import ScopeKind
from shared.storage.reading import LINE, Reader

SUPERVISOR = "state.particulars.supervisor"


class SupervisedLine(Answer):
    """One organisation in the list."""

    id: str
    uscc: Uscc
    name: Name
    kind: Kind
    street: Street
    founded_on: FoundedOn
    status: Status
    standing: StandingNow
    invented: Invented


class SupervisedList(Answer):
    """One page by name, how many there are in all, of how many on a list of breaches, and the mark of the next page."""

    items: list[SupervisedLine]
    next_cursor: str | None
    total: int
    listed: int


class SupervisedFilter(Answer):
    """Those of one standing alone, where it is given."""

    standing: StandingNow | None = None


async def supervised_list(
    reader: Reader,
    places: Gazetteer,
    actor: Actor,
    wanted: SupervisedFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> SupervisedList:
    """The organisations within the actor's scope. Raises RoleRequired and CursorUnknown."""
    actor.require(*AUTHORITIES)
    own = _within(actor)
    where = own | ({"view.standing": wanted.standing.value} if wanted.standing else {})
    page = await reader.page("organisations", where, [(BY_NAME, 1)], cursor, limit, LINE)
    shown = set(SupervisedLine.model_fields)
    return SupervisedList(
        items=[SupervisedLine(**organisation_line(one, places).model_dump(include=shown)) for one in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("organisations", where),
        listed=await reader.count("organisations", own | {"view.standing": {"$ne": "clear"}}),
    )


async def supervised_organisation(
    reader: Reader, places: Gazetteer, actor: Actor, organisation_id: str
) -> OwnOrganisation:
    """One of them. Raises RoleRequired, and OrganisationNotFound also for any that another authority supervises."""
    actor.require(*AUTHORITIES)
    document = await reader.one("organisations", {"_id": organisation_id} | _within(actor))
    if document is None:
        raise OrganisationNotFound
    return told_of_itself(document, places)


def _within(actor: Actor) -> dict[str, Any]:
    return {SUPERVISOR: {"$in": sorted(actor.reached(ScopeKind.AUTHORITY))}}
