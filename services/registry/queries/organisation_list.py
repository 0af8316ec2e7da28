"""The list of organisations: searched by name, pinyin, initials or credit code, filtered, sorted, page by page."""

from typing import Any, Literal

from services.registry.answers import Answer, begins_a_word
from services.registry.domain.actions import list_actions
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, Standing
from services.registry.domain.permissions import MAY_READ
from services.registry.domain.places import Gazetteer
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from shared.storage.reading import Reader

Sort = Literal["name", "-name", "founded_on", "-founded_on"]
_INNER = {"words", "name_key", "name_held"}
_FIELDS = {"name": "view.name_key", "founded_on": "view.founded_on"}


class OrganisationLine(Answer):
    """One organisation in a list. ``invented`` marks example data (示例)."""

    id: str
    version: int
    uscc: str
    name: str
    kind: OrganisationKind
    street_code: str
    street: str
    founded_on: str
    status: OrganisationStatus
    standing: Standing
    open_reasons: int
    invented: bool


class OrganisationList(Answer):
    """One page, how many fit in all, the mark of the next page, and what new things the reader may make."""

    items: list[OrganisationLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class OrganisationFilter(Answer):
    """What to list; everything when empty. ``query`` is characters, pinyin, initials or a credit code."""

    query: str = ""
    kind: OrganisationKind | None = None
    street_code: str | None = None
    status: OrganisationStatus | None = None
    standing: Standing | None = None

    def where(self) -> dict[str, Any]:
        """The filter as the reader takes it."""
        given = self.model_dump(mode="json", exclude_none=True, exclude={"query"})
        where: dict[str, Any] = {f"view.{name}": value for name, value in given.items()}
        return where | begins_a_word(self.query)


async def organisation_list(
    reader: Reader,
    places: Gazetteer,
    actor: Actor,
    wanted: OrganisationFilter,
    sort: Sort = "name",
    cursor: str | None = None,
    limit: int = 50,
) -> OrganisationList:
    """The organisations that fit, in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_READ))
    where = wanted.where()
    order = (_FIELDS[sort.lstrip("-")], -1 if sort.startswith("-") else 1)
    page = await reader.page("organisations", where, [order], cursor, limit)
    return OrganisationList(
        items=[organisation_line(document, places) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("organisations", where),
        allowed_actions=list_actions(actor),
    )


def organisation_line(document: dict[str, Any], places: Gazetteer) -> OrganisationLine:
    """A stored organisation as a line of the list."""
    view = {name: value for name, value in document["view"].items() if name not in _INNER}
    street = places.street_name(view["street_code"])
    return OrganisationLine(id=document["_id"], version=document["version"], street=street, **view)
