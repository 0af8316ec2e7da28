"""查找: pages, organisations, projects and cases by name, pinyin, initials or number. Sent in the body."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import cast

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.roles import GRANTS, GRANTS_OFFICE, REGISTRY, RESCUE
from services.gateway.clients.problems import or_none
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.navigation import sections_for
from services.gateway.pages.grants.project_list import PROJECTS
from services.gateway.pages.registry.organisation_list import ORGANISATIONS
from services.gateway.pages.rescue.case_list import CASES, who

router = APIRouter(prefix="/search")
MOST = 6


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    href: str
    title: str
    detail: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one kind; ``title`` is a msgid."""

    title: str
    hits: list[Hit]


@router.get("")
async def show_search(page: SignedIn) -> Response:
    """The page before anything was searched."""
    return await page.show("search.html", q="", groups=[])


@router.post("")
async def search(page: SignedIn) -> Response:
    """What was found, in groups; to the palette only the groups."""
    q = str((await page.request.form()).get("q", "")).strip()[:60]
    groups = await _everything(page, q) if q else []
    if page.wants_fragment:
        return page.fragment("search.html", "found", q=q, groups=groups)
    return await page.show("search.html", q=q, groups=groups)


async def _everything(page: Page, q: str) -> list[Group]:
    """A service that is away, or that has nothing for such words, must not spoil what the others found."""
    roles = page.staff.roles
    searches: list[tuple[str, Awaitable[list[Hit]]]] = [(N_("页面"), _pages(page, q))]
    if roles & RESCUE:
        searches.append((N_("个案"), _cases(page, q)))
    if roles & (REGISTRY | GRANTS_OFFICE):
        searches.append((N_("社会组织"), _listed(page, ORGANISATIONS, q, "name", "uscc")))
    if roles & GRANTS:
        searches.append((N_("资助项目"), _listed(page, PROJECTS, q, "title", "number")))
    found = await asyncio.gather(*(or_none(hits, also_refused=True) for _, hits in searches))
    return [Group(title, hits) for (title, _), hits in zip(searches, found, strict=True) if hits]


async def _pages(page: Page, q: str) -> list[Hit]:
    entries = [entry for section in sections_for(page.staff.roles) for entry in section.entries]
    return [Hit(e.path, page.say(e.title)) for e in entries if q.casefold() in page.say(e.title).casefold()]


async def _cases(page: Page, q: str) -> list[Hit]:
    if any(character.isdigit() for character in q):
        lines = rows_at(await page.services.ask("rescue", "/cases", {"q": q, "limit": MOST}), "items")
    else:
        alike = await page.services.ask("rescue", "/cases/search", {"name": q})
        lines = [cast(Json, one["case"]) for one in rows_at(alike, "items")][:MOST]
    return [Hit(CASES.record.format(**one), who(page, one), text_at(one, "case_no")) for one in lines]


async def _listed(page: Page, listed: List, q: str, title: str, detail: str) -> list[Hit]:
    """Rows of a list; ``title`` and ``detail`` are paths of their fields."""
    rows = rows_at(await listed.found(page, {"q": q}, None, MOST), "items")
    return [Hit(listed.record.format(**row), text_at(row, title), text_at(row, detail)) for row in rows]
