"""The simple commands on one case: one page for all, made from the table of acts."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.case_answers import CaseFile
from services.gateway.clients.notice_answers import Notice
from services.gateway.clients.problems import ServiceRefused
from services.gateway.formats import to_local
from services.gateway.forms import Form
from services.gateway.pages.acts import ACTS, Act
from services.gateway.pages.case_view import PURPOSE, age_words, case_view
from services.gateway.pages.page import Page, SignedIn
from services.gateway.pages.person_form import PersonForm, typed_from
from services.gateway.pages.rows import MARKS, Row
from services.gateway.words import said_options, word

router = APIRouter(prefix="/rescue/case/{case_id}")


@router.get("/act/{name}")
async def show_act(page: SignedIn, case_id: str, name: str, part: str = "") -> Response:
    """The form of one command, with what is known filled in."""
    act = _act(name)
    file = await page.services.rescue.case(case_id, PURPOSE)
    return await _show(page, case_id, act, Form(act.form, _start(page, name, file)), part)


@router.post("/act/{name}")
async def do_act(page: SignedIn, case_id: str, name: str, part: str = "") -> Response:
    """Give the command."""
    act = _act(name)
    data = await page.request.form()
    form = Form(act.form, {key: value for key, value in data.items() if isinstance(value, str) and value})
    given = form.check()
    if given is not None:
        try:
            path = act.path.format(part=part)
            await page.services.rescue.act(case_id, path, act.body(given), form.key, form.version)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(act.leads_to or f"/rescue/case/{case_id}{act.back}", act.done)
    return await _show(page, case_id, act, form, part)


@router.get("/person")
async def show_person(page: SignedIn, case_id: str) -> Response:
    """What is known of the person, to be brought up to date."""
    file = await page.services.rescue.case(case_id, PURPOSE)
    marks = [{name: str(mark.get(name, "")) for name in MARKS.names} for mark in file.person.marks]
    return await _show_person(page, file, Form(PersonForm, typed_from(file.person)), marks, file.version)


@router.post("/person")
async def describe(page: SignedIn, case_id: str) -> Response:
    """Save the description, unless somebody else changed it meanwhile."""
    data = dict(await page.request.form())
    form = Form(PersonForm, {key: value for key, value in data.items() if isinstance(value, str)})
    file = await page.services.rescue.case(case_id, PURPOSE)
    given, marks = form.check(), MARKS.typed(data)
    if MARKS.check(form, marks) and given:
        try:
            body = given.body(marks, file.person)
            await page.services.rescue.act(case_id, "person", body, form.key, form.version, method="PUT")
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/rescue/case/{case_id}")
    newest = await page.services.rescue.case(case_id, PURPOSE) if form.conflict else None
    return await _show_person(page, file, form, marks, newest.version if newest else form.version)


async def _show(page: Page, case_id: str, act: Act, form: Form[Any], part: str) -> Response:
    view = await case_view(page, case_id)
    options = {kind: said_options(page.language, kind) for _, _, kind in act.fields if kind}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    notice = next((notice for notice in view.file.notices if notice.id == part), None)
    clue = next((clue for clue in view.file.clues if clue.id == part), None)
    context = {"view": view, "case": view.file, "act": act, "form": form, "options": options}
    return await page.show("rescue/act.html", status, notice_part=notice, clue=clue, **context)


async def _show_person(
    page: Page, file: CaseFile, form: Form[PersonForm], marks: list[Row], version: int | None
) -> Response:
    options = {kind: said_options(page.language, kind) for kind in ("sex", "unknown", "mark")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "case": file,
        "form": form,
        "marks": MARKS.shown(marks),
        "options": options,
        "version": version,
        "opened": True,
    }
    return await page.show("rescue/person.html", status, **context)


def _act(name: str) -> Act:
    if name not in ACTS:
        raise ServiceRefused("rescue", 404, "no-such-act", "没有这一项。", "There is no such action.", [])
    return ACTS[name]


def _start(page: Page, name: str, file: CaseFile) -> dict[str, str]:
    if name == "receive_person":
        return {"entered_at": to_local(page.visit.now)}
    return _notice_start(page, file) if name == "propose_notice" else {}


def _notice_start(page: Page, file: CaseFile) -> dict[str, str]:
    """A first draft from what is known; the last notice's text if there was one."""
    last: Notice | None = file.notices[-1] if file.notices else None
    if last:
        return {key: str(value) for key, value in last.text.model_dump(mode="json").items() if value}
    person = file.person
    found = file.intake.found_at or file.entered_at
    return {
        "shown_name": (person.name.value or {}).get("han") or "",
        "sex": page.say(word("sex", person.sex.value)) if person.sex.value else "",
        "age": age_words(page, person.age.value) if person.age.value else "",
        "height": f"{person.height_cm.value} cm" if person.height_cm.value else "",
        "features": person.features,
        "clothing": person.clothing,
        "found_on": to_local(found)[:10],
        "found_place": file.intake.found_place,
    }
