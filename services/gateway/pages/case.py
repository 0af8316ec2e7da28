"""个案页: overview, interviews with clues and live proposals, notices, timeline."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.roles import OPERATIONS
from services.gateway.clients.case_answers import CaseFile, HistoryEntry, Known
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.clients.registry import Talent
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.people import People
from services.gateway.i18n import N_
from services.gateway.pages.case_view import CaseView, age_words, case_view
from services.gateway.words import word
from shared.kernel.privacy import mask_id_number, mask_phone

router = APIRouter(prefix="/rescue/case/{case_id}")
HEARD = N_("%(name)s（听音记下）")
LATE = timedelta(minutes=1)
"""The talent pool answers within seconds; after this long something is stuck."""
WHY_TALENTS = "联系本案推荐的翻译"
DETAIL_WORDS = {
    "person_placed": "custody",
    "person_departed": "departure",
    "interview_recorded": "ability",
    "interpreter_contacted": "contact",
    "deadline_dated": "limit",
    "deadline_due_soon": "limit",
    "deadline_missed": "limit",
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline in the reader's words."""

    title: str
    at: datetime
    by: str
    text: str


@router.get("")
async def show_overview(page: SignedIn, case_id: str) -> Response:
    """What is known, the legal limits, how the person came."""
    view = await case_view(page, case_id)
    return await _show(page, view, "rescue/tab_case.html", known=_known(page, view.file))


@router.get("/interviews")
async def show_interviews(page: SignedIn, case_id: str) -> Response:
    """Interviews, clues, and whom the talent pool proposes."""
    view = await case_view(page, case_id)
    talents, dialects = await asyncio.gather(_talents(page, view.file), _dialects(page))
    requests, now = view.file.interpreter_requests, page.visit.now
    return await _show(
        page,
        view,
        "rescue/tab_interviews.html",
        talents=talents,
        dialects=dialects,
        clues={clue.id: clue for clue in view.file.clues},
        late={one.id for one in requests if one.proposals is None and now - one.requested_at > LATE},
        may_see_messages=bool(page.staff.roles & OPERATIONS),
    )


@router.get("/notices")
async def show_notices(page: SignedIn, case_id: str) -> Response:
    """Search notices: what is public, who wrote and who approved."""
    view = await case_view(page, case_id)
    return await _show(page, view, "rescue/tab_notices.html", me=page.staff.id)


@router.get("/timeline")
async def show_timeline(page: SignedIn, case_id: str) -> Response:
    """What happened, newest first."""
    view, people = await case_view(page, case_id), await page.people()
    entries = [_entry(page, line, people) for line in view.file.timeline]
    return await _show(page, view, "rescue/tab_timeline.html", entries=entries)


async def _show(page: Page, view: CaseView, tab: str, **more: Any) -> Response:
    context = {"view": view, "case": view.file, "people": await page.people(), "tab_template": tab, **more}
    if page.wants_fragment:
        return page.fragment("rescue/case.html", "alive", **context)
    return await page.show("rescue/case.html", **context)


async def _dialects(page: Page) -> dict[str, str]:
    """The names of the dialect groups by code; none while registry cannot tell."""
    try:
        return await page.services.registry.choices("dialects", page.language)
    except (ServiceAway, ServiceRefused):
        return {}


async def _talents(page: Page, file: CaseFile) -> dict[str, Talent] | None:
    """Names of the proposed people (the reading is logged); None while registry cannot tell."""
    ids = {proposal.person_id for request in file.interpreter_requests for proposal in request.proposals or ()}
    try:
        return await page.services.registry.talents(sorted(ids), WHY_TALENTS)
    except (ServiceAway, ServiceRefused):
        return None


def _known(page: Page, file: CaseFile) -> list[tuple[str, str]]:
    person = file.person

    def said(known: Known, words: str | None = None) -> str:
        if known.value is None:
            return page.say(word("unknown", known.unknown or "not_known"))
        return words or str(known.value)

    name = person.name.value or {}
    spoken = name.get("han") or name.get("pinyin") or page.say(HEARD, name=name.get("heard_as"))
    marks = page.listed(f"{m['site']} {page.say(word('mark', m['kind']))} {m['text']}".strip() for m in person.marks)
    others = [name.get("han") or name.get("pinyin") or name.get("heard_as") for name in person.other_names]
    facts = [
        (N_("姓名"), said(person.name, spoken)),
        *([(N_("以前说过的姓名"), page.listed(others))] if others else []),
        (N_("性别"), said(person.sex, page.say(word("sex", str(person.sex.value))))),
        (N_("年龄"), said(person.age, age_words(page, person.age.value) if person.age.value else None)),
        (N_("身高"), said(person.height_cm, f"{person.height_cm.value} cm")),
        (N_("家乡"), said(person.home)),
        (N_("民族"), said(person.ethnicity)),
        (N_("身份证号"), said(person.id_number, mask_id_number(str(person.id_number.value)))),
        (N_("电话"), said(person.phone, mask_phone(str(person.phone.value)))),
        (N_("体表特征"), marks),
        (N_("体貌特征"), person.features),
        (N_("衣着"), person.clothing),
        (N_("随身物品"), person.belongings),
        (N_("身体状况"), person.health),
    ]
    return [(page.say(term), value) for term, value in facts]


def _entry(page: Page, line: HistoryEntry, people: People) -> Entry:
    kind = DETAIL_WORDS.get(line.what)
    text = page.say(word(kind, line.detail)) if kind and line.detail else ""
    return Entry(page.say(word("case_event", line.what)), line.at, people.name(line.by), text)
