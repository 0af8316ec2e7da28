"""The search notices that are public now, the newest first."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.kernel.texts import search_key
from shared.storage.reading import LINE, Reader

PAGE = 20


@dataclass(frozen=True)
class NoticeLine:
    """One line of the list: the notice's number, and the published words that a list shows."""

    no: str
    published_at: datetime
    shown_name: str
    sex: str
    age: str
    features: str
    found_place: str
    found_on: str | None


@dataclass(frozen=True)
class NoticeList:
    """One page, how many fit in all, the mark of the next page, and when what is shown changed last."""

    items: list[NoticeLine]
    total: int
    next_cursor: str | None
    changed_at: datetime | None


async def notice_list(
    reader: Reader, place: str = "", sex: str = "", band: str = "", cursor: str | None = None, limit: int = PAGE
) -> NoticeList:
    """Those that fit; ``sex`` and ``band`` are codes, empty ones leave nothing out. Raises CursorUnknown."""
    where: dict[str, Any] = {"view.public": True}
    if key := search_key(place):
        where["view.place_key"] = {"$regex": re.escape(key)}
    where |= {f"view.{name}": code for name, code in (("sex_code", sex), ("band", band)) if code}
    page = await reader.page("notices", where, [("view.published_at", -1)], cursor, limit, LINE)
    views = [(one["_id"], one["view"]) for one in page.items]
    return NoticeList(
        items=[NoticeLine(no, **{name: view[name] for name in _SHOWN}) for no, view in views],
        total=await reader.count("notices", where),
        next_cursor=page.next_cursor,
        changed_at=max((view["changed_at"] for _, view in views), default=None),
    )


_SHOWN = ("published_at", "shown_name", "sex", "age", "features", "found_place", "found_on")
