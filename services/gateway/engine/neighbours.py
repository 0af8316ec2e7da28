"""The way from a record back to the list that somebody came from, and to the things before and after it there."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from services.gateway.clients.problems import or_none
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.values import rows_at, text_at


@dataclass(frozen=True)
class Neighbours:
    """Where one came from, and the things before and after in that list."""

    back: str
    before: str
    after: str


async def neighbours(listed: List, page: Page, ids: Mapping[str, str], came_from: str) -> Neighbours:
    """The things before and after this one in the list that somebody came from; none while it cannot be had."""
    asked = dict(parse_qsl(came_from))
    back = listed.back(came_from)
    found = await or_none(listed.found(page, listed.wanted(asked), asked.get("cursor")), also_refused=True) or {}
    around = [text_at(row, "id") for row in rows_at(found, "items")]
    here = next((n for n, one in enumerate(around) if one in ids.values()), None)
    if here is None:
        return Neighbours(back, "", "")
    before = listed.href(around[here - 1], came_from) if here else ""
    if here + 1 < len(around):
        return Neighbours(back, before, listed.href(around[here + 1], came_from))
    return Neighbours(back, before, await _on_the_next_page(listed, page, asked, text_at(found, "next_cursor")))


async def _on_the_next_page(listed: List, page: Page, asked: Mapping[str, str], cursor: str) -> str:
    """The address of the first thing of the list's next page; empty where the list ends."""
    if not cursor:
        return ""
    found = await or_none(listed.found(page, listed.wanted(asked), cursor, 1), also_refused=True) or {}
    first = next((text_at(row, "id") for row in rows_at(found, "items")), "")
    return listed.href(first, urlencode({**asked, "cursor": cursor}))
