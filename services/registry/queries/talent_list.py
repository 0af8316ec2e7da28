"""The talent pool: searched by name, filtered by skill, dialect, native place and availability, page by page."""

import re
from typing import Any

from services.registry.answers import Answer, begins_a_word
from services.registry.domain.actions import list_actions
from services.registry.domain.permissions import MAY_READ_TALENT
from services.registry.domain.places import Gazetteer
from services.registry.domain.speech import hear
from services.registry.domain.talent import Availability
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from shared.storage.reading import Reader

_INNER = {"words", "name_key", "native_prefixes"}


class TalentLine(Answer):
    """One person in a list, without the phone number. ``in_pool`` is false once they have withdrawn."""

    id: str
    version: int
    display_name: str
    skills: list[str]
    dialects: list[str]
    native_code: str
    native_county: str
    availability: Availability
    in_pool: bool
    invented: bool


class TalentList(Answer):
    """One page, how many fit in all, the mark of the next page, and what new things the reader may make."""

    items: list[TalentLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class TalentFilter(Answer):
    """Whom to list; everybody in the pool when empty. ``skill`` and ``dialect`` are parts of what was told.

    ``native`` is a place in words (安徽阜阳), or a region code of 2, 4 or 6 digits.
    """

    query: str = ""
    skill: str | None = None
    dialect: str | None = None
    native: str | None = None
    availability: Availability | None = None
    withdrawn: bool = False

    def where(self, places: Gazetteer) -> dict[str, Any]:
        """The filter as the reader takes it."""
        where: dict[str, Any] = {"view.in_pool": not self.withdrawn}
        if self.skill:
            where["view.skills"] = _containing(self.skill)
        if self.dialect:
            where["view.dialects"] = _containing(self.dialect)
        if self.native:
            where |= _from(self.native, places)
        if self.availability:
            where["view.availability"] = self.availability.value
        return where | begins_a_word(self.query)


def _containing(words: str) -> dict[str, str]:
    return {"$regex": re.escape(words.strip())}


def _from(words: str, places: Gazetteer) -> dict[str, Any]:
    """Born inside one of the places that the words name; words that name none are looked for as they are."""
    inside = [words] if words.isdigit() else [place.prefix for place in hear(words, places).places]
    return {"view.native_prefixes": {"$in": inside}} if inside else {"view.native_county": _containing(words)}


async def talent_list(
    reader: Reader,
    places: Gazetteer,
    actor: Actor,
    wanted: TalentFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> TalentList:
    """The people who fit, by name. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_READ_TALENT))
    where = wanted.where(places)
    page = await reader.page("talents", where, [("view.name_key", 1)], cursor, limit)
    return TalentList(
        items=[talent_line(document) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("talents", where),
        allowed_actions=list_actions(actor),
    )


def talent_line(document: dict[str, Any]) -> TalentLine:
    """A stored person as a line of the list."""
    view = {name: value for name, value in document["view"].items() if name not in _INNER}
    return TalentLine(id=document["_id"], version=document["version"], **view)
