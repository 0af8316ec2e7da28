"""The talent pool: searched by name, filtered by skill, dialect, native place and availability, page by page."""

from typing import Any

from services.registry.answers import Answer, begins_a_word
from services.registry.domain.actions import list_actions
from services.registry.domain.permissions import MAY_READ_TALENT
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
    """Whom to list; everybody in the pool when empty. ``native`` begins a region code (2, 4 or 6 digits)."""

    query: str = ""
    skill: str | None = None
    dialect: str | None = None
    native: str | None = None
    availability: Availability | None = None
    withdrawn: bool = False

    def where(self) -> dict[str, Any]:
        """The filter as the reader takes it."""
        given = {
            "view.skills": self.skill,
            "view.dialects": self.dialect,
            "view.native_prefixes": self.native,
            "view.availability": self.availability.value if self.availability else None,
        }
        where: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        return where | {"view.in_pool": not self.withdrawn} | begins_a_word(self.query)


async def talent_list(
    reader: Reader, actor: Actor, wanted: TalentFilter, cursor: str | None = None, limit: int = 50
) -> TalentList:
    """The people who fit, by name. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_READ_TALENT))
    where = wanted.where()
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
