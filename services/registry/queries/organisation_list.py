"""The list of organisations: searched by name, pinyin, initials or credit code, filtered, sorted, page by page."""

from typing import Annotated, Any

from services.registry.answers import BY_NAME, Answer, in_order
from services.registry.domain.fields import (
    Existing,
    FormerNames,
    FoundedOn,
    ImportId,
    Invented,
    InventedFields,
    Kind,
    Name,
    OpenReasons,
    OrderOfList,
    RetractionToDecide,
    StandingNow,
    Status,
    Street,
    StreetCode,
    Uscc,
    WordsOfList,
)
from services.registry.domain.name_search import Readings, SoughtName
from services.registry.domain.permissions import OFFICE, ON_IMPORTS, ON_REGISTER, READERS
from services.registry.domain.places import Gazetteer
from services.registry.names_like import NOBODY, WRITTEN, organisations_like, written_so
from services.registry.quoted_figures import ENDED
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.reading import LINE, Reader

_INNER = {"words", "name_key", "name_held", "sounds", "form", "retraction_waits", "retraction_by"} | {
    "entered_by_import",
    "corrected_by_import",
}
_WISHES = {"q", "sort", "existing", "retraction_to_decide"}
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

    ``existing`` leaves out what has ended, as the figures of the register do. ``retraction_to_decide`` lists those of
    which a colleague proposed to take an entry back, and the reader may be the second who decides.
    ``entered_by_import`` and ``corrected_by_import`` leave just what one import brought or corrected.
    """

    q: WordsOfList = ""
    kind: Kind | None = None
    street: StreetCode | None = None
    status: Status | None = None
    standing: StandingNow | None = None
    existing: Existing = False
    retraction_to_decide: RetractionToDecide = False
    entered_by_import: ImportId | None = None
    corrected_by_import: ImportId | None = None
    sort: OrderOfList = "name"

    def where(self, reader: Actor) -> dict[str, Any]:
        """The filter without the words as it is for this reader."""
        given = self.model_dump(mode="json", exclude_none=True, exclude=_WISHES)
        where: dict[str, Any] = {_COLUMNS.get(name, f"view.{name}"): value for name, value in given.items()}
        if self.existing:
            where |= {"$nor": [{"view.status": {"$in": ENDED}}]}
        if self.retraction_to_decide:
            others: dict[str, Any] = {"$ne": reader.id} if reader.roles & OFFICE else {"$in": []}
            where |= {"view.retraction_waits": True, "view.retraction_by": others}
        return where


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
    where, total, alike = await fitting(reader, readings, actor, wanted)
    page = await reader.page("organisations", where, order_of(wanted), cursor, limit, LINE)
    return OrganisationList(
        items=[organisation_line(document, places) for document in page.items],
        next_cursor=page.next_cursor,
        total=total,
        alike=alike and total > 0,
        allowed_actions=[*offers.on(ON_REGISTER, None, actor), *offers.on(ON_IMPORTS, None, actor)],
    )


async def fitting(
    reader: Reader, readings: Readings, actor: Actor, wanted: OrganisationFilter
) -> tuple[dict[str, Any], int, bool]:
    """Which organisations fit, how many those are, and whether they are only like what was looked for."""
    sought = SoughtName(wanted.q, readings)
    where = wanted.where(actor) | (NOBODY if sought.says_nothing else written_so(sought))
    total = await reader.count("organisations", where)
    if alike := bool(sought.key) and not total:
        resembling = await organisations_like(reader, sought, ALIKE, but=WRITTEN)
        where = wanted.where(actor) | {"_id": {"$in": list(resembling)}}
        total = await reader.count("organisations", where)
    return where, total, alike


def order_of(wanted: OrganisationFilter) -> list[tuple[str, int]]:
    """The order that was asked for, by stored fields."""
    return in_order(wanted.sort, _COLUMNS)


def organisation_line(document: dict[str, Any], places: Gazetteer) -> OrganisationLine:
    """A stored organisation as a line of the list."""
    view = {name: value for name, value in document["view"].items() if name not in _INNER}
    street = places.street_name(view["street_code"])
    return OrganisationLine(id=document["_id"], version=document["version"], street=street, **view)
