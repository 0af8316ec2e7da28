"""The first page of a person from outside: what waits for them, and what is theirs."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import or_none
from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import as_text, moment_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.inbox import inbox_of
from services.gateway.pages.own.authority import SUPERVISED
from services.gateway.pages.own.organisation import standing_tags
from services.gateway.pages.own.project import line_of
from services.gateway.pages.own.ward import wards_of
from shared.kernel.roles import OutsideRole
from shared.kernel.scope import powers

router = APIRouter()
SHOWN = 5
WHY_NOTHING = {
    OutsideRole.JUDGE: N_("评审工作还没有在本系统开放。开放之后，分配给您的批次会出现在这一页。"),
}
FIGURES = (
    (N_("按类型"), "kinds", "kind"),
    (N_("按镇（街道）"), "streets", "street"),
    (N_("按登记状态"), "statuses", "status"),
    (N_("按信用状况"), "standings", "standing"),
)
NO_SCOPE = N_("您的账号还没有对应的单位，现在什么也看不到、办不了。请联系给您开通账号的工作人员。")
Start = Callable[[Page], Awaitable[Mapping[str, object]]]


@router.get("/own")
async def show_start(page: SignedIn) -> Response:
    """The start page of the role; of one that has nothing to do here yet it says so."""
    held = powers(page.staff.roles, page.staff.scope)
    for role, (template, start) in STARTS.items():
        if role in held:
            return await page.show(template, **await start(page))
    why = next((sentence for role, sentence in WHY_NOTHING.items() if role in held), NO_SCOPE)
    return await page.show("own/nothing_yet.html", why=why)


async def _organisation(page: Page) -> Mapping[str, object]:
    """One's organisations and projects; what a service that is away would tell is left out, and that is said."""
    known, projects, inbox = await asyncio.gather(
        or_none(page.services.ask("registry", "/own/organisations")),
        or_none(page.services.ask("grants", "/own/projects")),
        or_none(inbox_of(page, "all")),
    )
    lines = [line_of(page, one) for one in rows_at(projects or {}, "items")]
    return {
        "organisations": [(one, standing_tags(page, one)) for one in rows_at(known or {}, "items")],
        "projects": lines,
        "wanted": [(line, no) for line in lines for no in line.report_for],
        "news": _unsettled(inbox or {})[:SHOWN],
        "away": None in (known, projects, inbox),
    }


def _unsettled(inbox: Json) -> list[Json]:
    return [one for one in rows_at(inbox, "items") if not one.get("settled_at")]


async def _ward(page: Page) -> Mapping[str, object]:
    """The button to report, and when one's wards reported last; it works while the list cannot be had."""
    found = await or_none(page.services.ask("rescue", "/own/ward-reports"))
    reported = [moment_at(one, "at") for one in rows_at(found or {}, "items")]
    return {"wards": page.listed(wards_of(page, found or {})), "reported": reported[:SHOWN], "away": found is None}


async def _authority(page: Page) -> Mapping[str, object]:
    """How many organisations somebody supervises, and those on a list of breaches first."""
    asked = (SUPERVISED.found(page, {}, None, SHOWN), *(_listed(page, one) for one in ("serious", "abnormal")))
    found, *listed = await asyncio.gather(*map(or_none, asked))
    rows = [row for one in listed for row in rows_at(one or {}, "items")]
    return {
        "total": (found or {}).get("total"),
        "listed": (found or {}).get("listed"),
        "organisations": [(one, standing_tags(page, one)) for one in rows[:SHOWN]],
        "away": None in (found, *listed),
    }


def _listed(page: Page, standing: str) -> Awaitable[Json]:
    return SUPERVISED.found(page, {"standing": standing}, None, SHOWN)


async def _bureau(page: Page) -> Mapping[str, object]:
    """The figures of the register and how many search notices are public; of another district's there are none."""
    figures, notices = await asyncio.gather(
        or_none(page.services.ask("registry", "/own/figures"), also_refused=True),
        or_none(page.services.ask("rescue", "/own/figures"), also_refused=True),
    )
    schema = document_of("registry").operation("GET", "/own/figures").answer
    tables = [
        (page.say(title), [(as_text(page, schema.at(f"{name}.{what}"), row.get(what)), row["count"]) for row in rows])
        for title, name, what in FIGURES
        if (rows := rows_at(figures or {}, name))
    ]
    return {"figures": figures, "tables": tables, "notices": notices}


async def _village(page: Page) -> Mapping[str, object]:
    """Where the public notices of the area are read; no record of anybody."""
    found = await or_none(page.services.ask("registry", "/own/area"))
    site = page.gateway.settings.site_url.rstrip("/")
    areas = [
        (name, f"{site}/{page.language}/notices?{urlencode({'place': name})}")
        for one in rows_at(found or {}, "items")
        for name in filter(None, (text_at(one, "village"), text_at(one, "street")))
    ]
    return {"areas": dict(areas), "site": f"{site}/{page.language}/notices" if site else "", "away": found is None}


STARTS: Mapping[OutsideRole, tuple[str, Start]] = {
    OutsideRole.ORGANISATION_MEMBER: ("own/organisation_start.html", _organisation),
    OutsideRole.WARD: ("own/ward_start.html", _ward),
    OutsideRole.AUTHORITY: ("own/authority_start.html", _authority),
    OutsideRole.BUREAU: ("own/bureau_start.html", _bureau),
    OutsideRole.VILLAGE: ("own/village_start.html", _village),
}
