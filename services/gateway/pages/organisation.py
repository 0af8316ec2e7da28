"""组织页: particulars, credit standing with its reasons one by one, legal life, funded projects."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.auth.roles import GRANTS, REGISTRY
from services.gateway.clients.grants import ProjectLine
from services.gateway.clients.problems import ServiceRefused, or_none
from services.gateway.clients.registry_answers import Organisation, OrganisationEvent
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.people import People
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.decisions import STEP_BY_ACTION, STEPS
from services.gateway.words import options, word

router = APIRouter(prefix="/orgs/{organisation_id}")
UNTIL = N_("停止至 %(day)s")


class ListingForm(FormModel):
    """One reason for the list of abnormal activity."""

    code: str = Field(title=N_("列入原因"), min_length=1)
    year: int | None = Field(
        None, title=N_("所属年度"), description=N_("未报年度报告时填写，例如 2025"), ge=1990, le=2100
    )
    decision_no: str = Field("", title=N_("决定文号"), max_length=100)
    note: str = Field("", title=N_("说明"), max_length=500)


class ClearingForm(FormModel):
    """Why one reason is cleared."""

    note: str = Field(
        title=N_("核实情况"), description=N_("写明核实了什么，例如已补报年度报告"), min_length=1, max_length=500
    )


@dataclass(frozen=True)
class Entry:
    """One line of the timeline in the reader's words."""

    title: str
    at: datetime
    by: str
    text: str


@router.get("")
async def show_organisation(page: SignedIn, organisation_id: str) -> Response:
    """The organisation's page; asked for by a hint, only its changing part."""
    registry = page.services.registry
    organisation, projects, people = await asyncio.gather(
        registry.organisation(organisation_id), _projects(page, organisation_id), page.people()
    )
    context: dict[str, Any] = {
        "organisation": organisation,
        "projects": projects,
        "entries": _timeline(page, organisation, people),
        "people": people,
        "may": {action.name: action for action in organisation.allowed_actions},
        "steps": [
            (step, page.say(STEPS[step].title))
            for action in organisation.allowed_actions
            if action.allowed and (step := STEP_BY_ACTION.get(action.name))
        ],
        "sees_projects": bool(page.staff.roles & (GRANTS | REGISTRY)),
        "may_grant": bool(page.staff.roles & GRANTS) and organisation.status == "registered",
        "until": _until(page, organisation.suspended_until),
    }
    if page.wants_fragment:
        return page.fragment("orgs/organisation.html", "standing", **context)
    return await page.show("orgs/organisation.html", **context)


@router.get("/abnormal")
async def show_listing(page: SignedIn, organisation_id: str) -> Response:
    """The interruption before an organisation is listed: what follows from it."""
    return await _show_listing(page, organisation_id, Form(ListingForm))


@router.post("/abnormal")
async def list_abnormal(page: SignedIn, organisation_id: str) -> Response:
    """Enter one reason."""
    data = {name: value for name, value in (await page.request.form()).items() if value != ""}
    form = Form(ListingForm, {name: str(value) for name, value in data.items()})
    if given := form.check():
        try:
            body = given.model_dump(mode="json")
            await page.services.registry.list_abnormal(organisation_id, body, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            notice = N_("已列入活动异常名录。未拨付的资助款将随即冻结，并通知资助专员。")
            return await page.go(f"/orgs/{organisation_id}", notice)
    return await _show_listing(page, organisation_id, form)


@router.get("/abnormal/{reason_id}/clear")
async def show_clearing(page: SignedIn, organisation_id: str, reason_id: str) -> Response:
    """The form for clearing one reason."""
    return await _show_clearing(page, organisation_id, reason_id, Form(ClearingForm))


@router.post("/abnormal/{reason_id}/clear")
async def clear(page: SignedIn, organisation_id: str, reason_id: str) -> Response:
    """Clear one reason; the others keep the organisation on the list."""
    form = Form.posted(ClearingForm, await page.request.form())
    if given := form.check():
        try:
            await page.services.registry.clear_reason(organisation_id, reason_id, given.note, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/orgs/{organisation_id}", N_("这一条原因已经移出。"))
    return await _show_clearing(page, organisation_id, reason_id, form)


async def _show_listing(page: Page, organisation_id: str, form: Form[ListingForm]) -> Response:
    organisation = await page.services.registry.organisation(organisation_id)
    reasons = [(code, page.say(words)) for code, words in options("abnormal_reason")]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("orgs/abnormal.html", status, organisation=organisation, form=form, reasons=reasons)


async def _show_clearing(page: Page, organisation_id: str, reason_id: str, form: Form[ClearingForm]) -> Response:
    organisation = await page.services.registry.organisation(organisation_id)
    reason = next((reason for reason in organisation.reasons if reason.id == reason_id), None)
    if reason is None:
        raise ServiceRefused("registry", 404, "no-such-reason", "没有这一条原因。", "There is no such reason.", [])
    others = organisation.open_reasons - (1 if reason.open else 0)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show(
        "orgs/clear.html", status, organisation=organisation, reason=reason, others=others, form=form
    )


async def _projects(page: Page, organisation_id: str) -> list[ProjectLine] | None:
    """Its funded projects; None for a reader who has no business with them, or while grants is away."""
    if not page.staff.roles & (GRANTS | REGISTRY):
        return None
    found = await or_none(page.services.grants.projects(organisation_id=organisation_id, limit=50))
    return found.items if found else None


def _timeline(page: Page, organisation: Organisation, people: People) -> list[Entry]:
    return [
        Entry(page.say(word("organisation_event", event.what)), event.at, people.name(event.by), _text(page, event))
        for event in organisation.timeline
    ]


def _text(page: Page, event: OrganisationEvent) -> str:
    """The decision and the last day it sets, the reason that was entered, or what a person wrote."""
    if event.code:
        return page.say(word("abnormal_reason", event.code))
    return event.note or page.listed([event.decision_no, *_until(page, event.until)])


def _until(page: Page, until: date | None) -> list[str]:
    """Until which day a suspension lasts, where its decision says so."""
    return [page.say(UNTIL, day=page.formats.day(until))] if until else []
