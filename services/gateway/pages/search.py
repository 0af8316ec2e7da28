"""查找: pages and actions, organisations, projects and people by name, sound, pinyin or number. Sent in the body.

People are looked for when somebody sends the form, never while they type: each such search is logged.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.roles import GRANTS, REGISTRY, RESCUE
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.everyday import AT_ONCE, Way, actions_for, found_by, pages_for
from services.gateway.pages.grants.project_list import PROJECTS
from services.gateway.pages.registry.organisation_list import ORGANISATIONS
from services.gateway.pages.registry.talent_list import TALENTS
from services.gateway.pages.rescue.case_list import CASES, who

router = APIRouter(prefix="/search")
MOST = 6
WHY = "用查找框查找"
"""What the services log with each search for people."""
NUMBER = re.compile(r"救?[0-9]*-?[0-9]+-?")
WRITTEN = ("exact", "begins", "contains")
"""The fits that need no word: what was typed stands in the name."""


@dataclass(frozen=True)
class Hit:
    """One thing found; ``tag`` says how it fits where that is not plain."""

    href: str
    title: str
    detail: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one kind; ``title`` is a msgid. ``away`` when it could not be asked for."""

    title: str
    hits: list[Hit]
    away: bool = False


Search = Callable[[Page, str], Awaitable[list[Hit]]]


@router.get("")
async def show_search(page: SignedIn) -> Response:
    """The page before anything was searched."""
    return await page.show("search.html", q="", groups=[], people=[], steps=[])


@router.post("")
async def search(page: SignedIn) -> Response:
    """What was found, in groups; to the palette only the groups, and no people before the form is sent."""
    q = str((await page.request.form()).get("q", "")).strip()[:60]
    typing = page.wants_fragment
    groups = await _everything(page, q, _searches(page, q, with_people=not typing)) if q else []
    people = [title for title, _ in _people(page, q)] if q and typing else []
    found = any(one.hits for one in groups)
    shown = {"q": q, "groups": groups, "people": people, "steps": _next_steps(page) if q and not found else []}
    return page.fragment("search.html", "found", **shown) if typing else await page.show("search.html", **shown)


def _searches(page: Page, q: str, *, with_people: bool) -> list[tuple[str, Search]]:
    """What this reader looks through, each with its title."""
    roles = page.staff.roles
    searches: list[tuple[str, Search]] = [(N_("页面和办事"), _ways)]
    if roles & RESCUE and NUMBER.fullmatch(q):
        searches.append((N_("个案"), _numbered_cases))
    if roles & (REGISTRY | GRANTS):
        searches.append((N_("社会组织"), _organisations))
    if roles & GRANTS:
        searches.append((N_("资助项目"), _projects))
    return [*searches, *(_people(page, q) if with_people else [])]


def _people(page: Page, q: str) -> list[tuple[str, Search]]:
    """The searches that read names of people, and are logged."""
    roles, people = page.staff.roles, list[tuple[str, Search]]()
    if roles & RESCUE and not NUMBER.fullmatch(q):
        people.append((N_("个案"), _cases))
    if roles & (REGISTRY | RESCUE) and not NUMBER.fullmatch(q):
        people.append((N_("专业人才"), _talents))
    return people


async def _everything(page: Page, q: str, searches: list[tuple[str, Search]]) -> list[Group]:
    """A service that is away, or that has nothing for such words, must not spoil what the others found."""
    return list(await asyncio.gather(*(_group(page, q, title, look) for title, look in searches)))


async def _group(page: Page, q: str, title: str, look: Search) -> Group:
    try:
        return Group(title, await look(page, q))
    except ServiceAway:
        return Group(title, [], away=True)
    except ServiceRefused:
        return Group(title, [])


async def _ways(page: Page, q: str) -> list[Hit]:
    roles = page.staff.roles
    ways = found_by([*pages_for(roles), *actions_for(roles)], q)[:MOST]
    return [Hit(way.path, way.title.of(page.language), page.say(way.how)) for way in ways]


async def _numbered_cases(page: Page, q: str) -> list[Hit]:
    lines = rows_at(await page.services.ask("rescue", "/cases", {"q": q, "limit": MOST}), "items")
    return [_case(page, one) for one in lines]


async def _cases(page: Page, q: str) -> list[Hit]:
    found = await page.services.ask("rescue", "/cases/find", {"words": q, "purpose": WHY})
    return [_case(page, cast(Json, one["case"]), _why(page, one)) for one in rows_at(found, "items")][:MOST]


def _why(page: Page, alike: Json) -> str:
    """Why a case fits the words."""
    return page.listed(text_at(one, page.language) for one in rows_at(alike, "reasons"))


def _case(page: Page, line: Json, why: str = "") -> Hit:
    return Hit(CASES.record.format(**line), who(page, line), text_at(line, "case_no"), why)


async def _talents(page: Page, q: str) -> list[Hit]:
    found = await page.services.ask("registry", "/talents", {"q": q, "limit": MOST, "why": WHY})
    return [
        Hit(TALENTS.record.format(**one), text_at(one, "display_name"), text_at(one, "native_county"))
        for one in rows_at(found, "items")
    ]


async def _organisations(page: Page, q: str) -> list[Hit]:
    found = await page.services.ask("registry", "/organisations/likely", {"q": q, "limit": MOST})
    fits = document_of("registry").options("Fit")
    return [
        Hit(
            ORGANISATIONS.record.format(id=text_at(one, "organisation.id")),
            text_at(one, "organisation.name"),
            text_at(one, "organisation.uscc"),
            "" if text_at(one, "fit") in WRITTEN else fits[text_at(one, "fit")].of(page.language),
        )
        for one in rows_at(found, "items")
    ]


async def _projects(page: Page, q: str) -> list[Hit]:
    rows = rows_at(await PROJECTS.found(page, {"q": q}, None, MOST), "items")
    return [Hit(PROJECTS.record.format(**row), text_at(row, "title"), text_at(row, "number")) for row in rows]


def _next_steps(page: Page) -> list[Hit]:
    """Where the reader may enter something that is not there yet."""
    new: list[Way] = [way for way in actions_for(page.staff.roles) if way.path in AT_ONCE.values()]
    return [Hit(way.path, way.title.of(page.language)) for way in new]
