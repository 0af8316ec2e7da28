"""The list of organisations: searched by name, pinyin, initials or credit code, filtered, sorted, page by page."""

from typing import Annotated, Any, Literal

from annotated_types import MaxLen

from services.registry.answers import BY_NAME, Answer, in_order
from services.registry.domain.fields import (
    Existing,
    FormerNames,
    FoundedOn,
    Invented,
    InventedFields,
    Kind,
    Name,
    OpenReasons,
    StandingNow,
    Status,
    Street,
    StreetCode,
    Uscc,
)
from services.registry.domain.name_search import Readings, SoughtName
from services.registry.domain.permissions import ON_IMPORTS, ON_REGISTER, READERS
from services.registry.domain.places import Gazetteer
from services.registry.names_like import NOBODY, WRITTEN, organisations_like, written_so
from services.registry.quoted_figures import ENDED
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.reading import Reader

Sort = Literal[
    "name",
    "-name",
    "kind",
    "-kind",
    "street",
    "-street",
    "founded_on",
    "-founded_on",
    "standing",
    "-standing",
]
Words = Annotated[str, Label("名称、拼音、首字母或信用代码", "Name, pinyin, initials or credit code"), MaxLen(100)]
_INNER = {"words", "name_key", "name_held", "sounds", "form"}
ALIKE = 50
"""How many are shown at most that are only like what was looked for."""
_COLUMNS = {"name": BY_NAME, "street": "view.street_code"}


class OrganisationLine(Answer):
    """One organisation in a list. ``invented`` marks example data (示例); of a real one, ``invented_fields`` are."""

    id: str
    version: int
    uscc: Uscc
    name: Name
    former_names: FormerNames = ()
    kind: Kind
    street_code: StreetCode
    street: Street
    founded_on: FoundedOn
    status: Status
    standing: StandingNow
    open_reasons: OpenReasons
    invented: Invented
    invented_fields: InventedFields = ()


class OrganisationList(Answer):
    """One page, how many fit in all, the mark of the next page, and what new things the reader may make.

    ``alike``: no name is written as was looked for; these are like it.
    """

    items: list[OrganisationLine]
    next_cursor: str | None
    total: int
    alike: Annotated[bool, Label("名称相近", "Names alike")] = False
    allowed_actions: list[AllowedAction]


class OrganisationFilter(Answer):
    """What to list, and in which order; everything when empty. ``street`` is the code of a street or town.

    ``existing`` leaves out what has ended, as the figures of the register do.
    """

    q: Words = ""
    kind: Kind | None = None
    street: StreetCode | None = None
    status: Status | None = None
    standing: StandingNow | None = None
    existing: Existing = False
    sort: Sort = "name"

    def where(self) -> dict[str, Any]:
        """The filter without the words as the reader takes it."""
        given = self.model_dump(mode="json", exclude_none=True, exclude={"q", "sort", "existing"})
        living = {"$nor": [{"view.status": {"$in": ENDED}}]} if self.existing else {}
        return {_COLUMNS.get(name, f"view.{name}"): value for name, value in given.items()} | living


async def organisation_list(
    reader: Reader,
    offers: Offers,
    places: Gazetteer,
    readings: Readings,
    actor: Actor,
    wanted: OrganisationFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> OrganisationList:
    """The organisations that fit, in the order asked for. Raises RoleRequired and CursorUnknown.

    Where no name is written as the words are, those that are like it.
    """
    actor.require(*sorted(READERS))
    sought = SoughtName(wanted.q, readings)
    where = wanted.where() | (NOBODY if sought.says_nothing else written_so(sought))
    total = await reader.count("organisations", where)
    if alike := bool(sought.key) and not total:
        resembling = await organisations_like(reader, sought, ALIKE, but=WRITTEN)
        where = wanted.where() | {"_id": {"$in": list(resembling)}}
        total = await reader.count("organisations", where)
    page = await reader.page("organisations", where, in_order(wanted.sort, _COLUMNS), cursor, limit)
    return OrganisationList(
        items=[organisation_line(document, places) for document in page.items],
        next_cursor=page.next_cursor,
        total=total,
        alike=alike and total > 0,
        allowed_actions=[*offers.on(ON_REGISTER, None, actor), *offers.on(ON_IMPORTS, None, actor)],
    )


def organisation_line(document: dict[str, Any], places: Gazetteer) -> OrganisationLine:
    """A stored organisation as a line of the list."""
    view = {name: value for name, value in document["view"].items() if name not in _INNER}
    street = places.street_name(view["street_code"])
    return OrganisationLine(id=document["_id"], version=document["version"], street=street, **view)
