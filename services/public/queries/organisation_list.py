"""The public register: organisations by name or credit code."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.kernel.texts import search_key
from shared.storage.reading import LINE, Reader

PAGE = 30


@dataclass(frozen=True)
class OrganisationLine:
    """One line of the register; kind, status and standing are codes. ``invented`` marks example data (示例)."""

    uscc: str
    name: str
    kind: str
    street: str
    status: str
    standing: str
    invented: bool


@dataclass(frozen=True)
class OrganisationList:
    """One page, how many fit in all, the mark of the next page, and when what is shown changed last."""

    items: list[OrganisationLine]
    total: int
    next_cursor: str | None
    changed_at: datetime | None


async def organisation_list(
    reader: Reader, words: str = "", standing: str = "", cursor: str | None = None, limit: int = PAGE
) -> OrganisationList:
    """Those whose name or credit code has the words in it, by name; all without words. Raises CursorUnknown.

    ``standing`` leaves those on one of the two public lists.
    """
    where: dict[str, Any] = {"view.uscc": {"$exists": True}}
    if key := search_key(words):
        part = re.escape(key)
        where["$or"] = [{"view.key": {"$regex": part}}, {"view.uscc": {"$regex": part, "$options": "i"}}]
    elif words.strip():
        return OrganisationList([], 0, None, None)
    if standing:
        where["view.standing"] = standing
    page = await reader.page("organisations", where, [("view.name", 1)], cursor, limit, LINE)
    views = [one["view"] for one in page.items]
    return OrganisationList(
        items=[OrganisationLine(**{name: view[name] for name in _SHOWN}) for view in views],
        total=await reader.count("organisations", where),
        next_cursor=page.next_cursor,
        changed_at=max((view["changed_at"] for view in views), default=None),
    )


_SHOWN = ("uscc", "name", "kind", "street", "status", "standing", "invented")
