"""The simple commands on one case: one page for all, made from the table of acts."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.case_answers import CaseFile
from services.gateway.clients.notice_answers import Notice
from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import Page, SignedIn
from services.gateway.formats import to_local
from services.gateway.forms import Form
from services.gateway.pages.act import Act
from services.gateway.pages.acts import ACTS
from services.gateway.pages.arrival_form import came_from
from services.gateway.pages.case_view import PURPOSE, age_words, case_view
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
            await page.services.rescue.act(case_id, path, act.body(given), form.key, form.version, act.method)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(act.leads_to or f"/rescue/case/{case_id}{act.back}", act.done)
    return await _show(page, case_id, act, form, part)


async def _show(page: Page, case_id: str, act: Act, form: Form[Any], part: str) -> Response:
    view = await case_view(page, case_id)
    options = {kind: said_options(page.language, kind) for _, _, kind in act.fields if kind}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    notice = next((notice for notice in view.file.notices if notice.id == part), None)
    clue = next((clue for clue in view.file.clues if clue.id == part), None)
    version = view.file.version if act.whole and (form.conflict or form.version is None) else form.version
    context = {"view": view, "case": view.file, "act": act, "form": form, "options": options, "version": version}
    return await page.show("rescue/act.html", status, notice_part=notice, clue=clue, **context)


def _act(name: str) -> Act:
    if name not in ACTS:
        raise ServiceRefused("rescue", 404, "no-such-act", "没有这一项。", "There is no such action.", [])
    return ACTS[name]


def _start(page: Page, name: str, file: CaseFile) -> dict[str, str]:
    if name == "receive_person":
        return {"entered_at": to_local(page.visit.now)}
    if name == "correct_entry":
        return {"entered_at": to_local(file.entered_at)}
    if name == "supplement_intake":
        return came_from(file.intake)
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
