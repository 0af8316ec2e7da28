"""同乡翻译 on the page of a case: what was asked of the talent pool, whom it proposes, and how the calls went."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

from services.gateway.auth.roles import OPERATIONS
from services.gateway.clients.problems import or_none
from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import as_text, at, moment_at, rows_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.registry.reference import reference
from services.gateway.pages.rescue.case_words import coded

LATE = timedelta(minutes=1)
"""The talent pool answers within seconds; after this long something is stuck."""
WHY_TALENTS = "联系本案推荐的翻译"
GONE, NO_NAME, AWAY = N_("已退出人才库"), N_("姓名暂时查不到"), N_("距该地约 %(km)s 公里")


async def interpreters(page: Page, case: Json) -> Mapping[str, object]:
    """The requests, the newest first; names come from the talent pool (the reading is logged)."""
    requests = rows_at(case, "interpreter_requests")
    ids = sorted({text_at(one, "person_id") for request in requests for one in rows_at(request, "proposals")})
    talents, dialects = await asyncio.gather(
        or_none(_talents(page, ids), also_refused=True), or_none(reference(page, "dialects"), also_refused=True)
    )
    clues = {text_at(clue, "id"): text_at(clue, "note.words") for clue in rows_at(case, "clues")}
    return {
        "requests": [_request(page, one, clues, talents or {}, dialects or {}) for one in reversed(requests)],
        "may_see_messages": bool(page.staff.roles & OPERATIONS),
    }


async def _talents(page: Page, ids: Sequence[str]) -> dict[str, Json]:
    """Some people of the talent pool by id; the reading is logged with its reason."""
    found = await page.services.ask("registry", "/talents/by-id", {"id": ids, "why": WHY_TALENTS}) if ids else {}
    return {text_at(one, "id"): one for one in rows_at(found, "items")}


def _request(
    page: Page, asked: Json, clues: Mapping[str, str], talents: Mapping[str, Json], dialects: Mapping[str, str]
) -> Mapping[str, object]:
    when, proposals = moment_at(asked, "requested_at"), asked.get("proposals")
    return {
        "id": text_at(asked, "id"),
        "title": page.parted(filter(None, (text_at(asked, "area"), text_at(asked, "dialect")))),
        "at": when,
        "by": page.person(text_at(asked, "requested_by")),
        "clue": clues.get(text_at(asked, "clue_id"), ""),
        "waits": proposals is None,
        "late": proposals is None and when is not None and page.visit.now - when > LATE,
        "proposals": [_proposal(page, asked, one, talents, dialects) for one in rows_at(asked, "proposals")],
    }


def _proposal(
    page: Page, asked: Json, one: Json, talents: Mapping[str, Json], dialects: Mapping[str, str]
) -> Mapping[str, object]:
    person_id, km = text_at(one, "person_id"), one.get("distance_km")
    person = talents.get(person_id, {})
    gone, name = at(person, "in_pool") is False, text_at(person, "display_name")
    return {
        "person_id": person_id,
        "name": page.say(GONE) if gone else name or page.say(NO_NAME),
        "gone": gone,
        "calls": [_call(page, call) for call in rows_at(asked, "contacts") if text_at(call, "person_id") == person_id],
        "county": text_at(one, "native_county"),
        "distance": page.say(AWAY, km=round(float(str(km)))) if km is not None else "",
        "why": as_text(page, _why(), one.get("why")),
        "dialects": page.listed(dialects.get(code, code) for code in texts_at(one, "dialects")),
        "whom": name or text_at(one, "native_county"),
    }


def _why() -> Field:
    """The field that says why somebody is proposed; registry may know more codes than rescue has labels for."""
    file = document_of("rescue").operation("GET", "/cases/{case_id}").answer
    return file.at("interpreter_requests.proposals.why")


def _call(page: Page, call: Json) -> str:
    when = moment_at(call, "at")
    parts = (coded(page, "ContactOutcome", call.get("outcome")), page.formats.moment(when) if when else "")
    return page.parted(filter(None, (*parts, text_at(call, "remarks"))))
