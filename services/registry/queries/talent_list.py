"""The talent pool: searched by name, filtered by skill, dialect, native place and availability, page by page."""

import re
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import StringConstraints

from services.registry.answers import BY_NAME, Answer, in_order
from services.registry.domain.fields import (
    Dialects,
    Invented,
    NativeCode,
    NativeCounty,
    PersonName,
    Skills,
    WhenAvailable,
)
from services.registry.domain.matching import speaks
from services.registry.domain.name_search import Readings, SoughtName
from services.registry.domain.permissions import ON_POOL, TALENT_READERS
from services.registry.domain.places import Gazetteer
from services.registry.domain.speech import hear
from services.registry.names_like import NOBODY, sounding_so, written_so
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.reading import LINE, Reader

Sort = Literal["display_name", "-display_name", "native_county", "-native_county", "availability", "-availability"]
Part = Annotated[str, MaxLen(40), StringConstraints(pattern=r"^[^\x00]*$")]
"""Part of what was told. MongoDB looks for no text with a zero character in it."""

_INNER = {"words", "name_key", "native_prefixes", "form"}
_COLUMNS = {"display_name": BY_NAME, "native_county": "view.native_code"}


class TalentLine(Answer):
    """One person in a list, without the phone number. ``in_pool`` is false once they have withdrawn."""

    id: str
    version: int
    display_name: PersonName
    skills: Skills
    dialects: Dialects
    native_code: NativeCode
    native_county: NativeCounty
    availability: WhenAvailable
    in_pool: bool
    invented: Invented


class TalentList(Answer):
    """One page, how many fit in all, the mark of the next page, and what new things the reader may make.

    ``alike``: no name is written as was looked for; these are like it.
    """

    items: list[TalentLine]
    next_cursor: str | None
    total: int
    alike: Annotated[bool, Label("名称相近", "Names alike")] = False
    allowed_actions: list[AllowedAction]


class TalentFilter(Answer):
    """Whom to list, and in which order; everybody in the pool when empty.

    ``skill`` is a part of what was told, ``dialect`` too, or another name of the same speech. ``native`` is a place in
    words (安徽阜阳), or a region code of 2, 4 or 6 digits; sorted by native county, neighbours stand beside each other.
    """

    q: Annotated[str, Label("姓名、拼音或首字母", "Name, pinyin or initials"), MaxLen(60)] = ""
    dialect: Annotated[Part, Label("会说的方言", "Dialects spoken")] | None = None
    native: Annotated[Part, Label("籍贯", "From")] | None = None
    skill: Annotated[Part, Label("技能", "Skills")] | None = None
    availability: WhenAvailable | None = None
    withdrawn: Annotated[bool, Label("已退出人才库", "Left the talent pool")] = False
    sort: Sort = "display_name"

    def where(self, places: Gazetteer) -> dict[str, Any]:
        """The filter without the name and the dialect as the reader takes it."""
        where: dict[str, Any] = {"view.in_pool": not self.withdrawn}
        if self.skill:
            where["view.skills"] = _containing(self.skill)
        if self.native:
            where |= _from(self.native, places)
        if self.availability:
            where["view.availability"] = self.availability.value
        return where


def _containing(words: str) -> dict[str, str]:
    return {"$regex": re.escape(words.strip())}


def _from(words: str, places: Gazetteer) -> dict[str, Any]:
    """Born inside one of the places that the words name; words that name none are looked for as they are."""
    inside = [words] if words.isdigit() else [place.prefix for place in hear(words, places).places]
    return {"view.native_prefixes": {"$in": inside}} if inside else {"view.native_county": _containing(words)}


async def talent_list(
    reader: Reader,
    offers: Offers,
    places: Gazetteer,
    readings: Readings,
    actor: Actor,
    wanted: TalentFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> TalentList:
    """The people who fit, in the order asked for; where no name is written so, those that sound so.

    Raises RoleRequired and CursorUnknown.
    """
    actor.require(*sorted(TALENT_READERS))
    sought = SoughtName(wanted.q, readings)
    filtered = wanted.where(places) | await _speaking(reader, places, wanted)
    where = filtered | (NOBODY if sought.says_nothing else written_so(sought))
    total = await reader.count("talents", where)
    if alike := bool(sought.sounds) and not total:
        where = filtered | sounding_so(sought)
        total = await reader.count("talents", where)
    page = await reader.page("talents", where, in_order(wanted.sort, _COLUMNS), cursor, limit, LINE)
    return TalentList(
        items=[talent_line(document) for document in page.items],
        next_cursor=page.next_cursor,
        total=total,
        alike=alike and total > 0,
        allowed_actions=offers.on(ON_POOL, None, actor),
    )


async def _speaking(reader: Reader, places: Gazetteer, wanted: TalentFilter) -> dict[str, Any]:
    """Those who told the words of the dialect, or its speech by another name."""
    if not wanted.dialect or not (words := wanted.dialect.strip()):
        return {}
    fields: list[dict[str, Any]] = [{"$project": {"view.dialects": 1, "view.skills": 1}}]
    rows = await reader.aggregate("talents", [{"$match": wanted.where(places)}, *fields])
    return {"_id": {"$in": [row["_id"] for row in rows if _understands(row["view"], words, places)]}}


def _understands(view: dict[str, Any], words: str, places: Gazetteer) -> bool:
    told = any(words in one for one in view["dialects"])
    return told or speaks(view["dialects"], view["skills"], words, places)


def talent_line(document: dict[str, Any]) -> TalentLine:
    """A stored person as a line of the list."""
    view = {name: value for name, value in document["view"].items() if name not in _INNER}
    return TalentLine(id=document["_id"], version=document["version"], **view)
