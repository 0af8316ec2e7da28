"""Recording an interview with its clues, asking for an interpreter, and calling the people proposed."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.case_answers import Clue
from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.service import segment
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import PURPOSE, choices, choices_of, file_called
from services.gateway.pages.rows import CLUES, TypedRow

router = APIRouter(prefix="/rescue/case/{case_id}")
SPEECH = ("dialect", "area_word", "place")


class InterviewForm(FormModel):
    """What the interviewer writes down."""

    language: str = Field(title=N_("用什么话交谈"), description=N_("例如：普通话、手势"), min_length=1, max_length=4000)
    ability: str = Field(title=N_("能交流到什么程度"), min_length=1)
    interpreter: str = Field("", title=N_("翻译或陪同"), max_length=4000)
    words_heard: str = Field("", title=N_("本人原话"), description=N_("照听到的写，听不准的也写"), max_length=4000)
    remarks: str = Field("", title=N_("备注"), max_length=4000)


class SpeechForm(FormModel):
    """Where the speech is from, in the words of a clue."""

    clue_id: str = Field(title=N_("依据哪条线索"), min_length=1)
    area: str = Field(title=N_("地区"), description=N_("照线索里的字写，例如：安徽阜阳"), min_length=1, max_length=20)
    dialect: str = Field("", title=N_("方言"), description=N_("例如：安徽话；不知道就空着"), max_length=20)


class CallForm(FormModel):
    """A call to somebody who was proposed."""

    outcome: str = Field(title=N_("联系结果"), min_length=1)
    remarks: str = Field("", title=N_("备注"), max_length=500)


@router.get("/interview")
async def show_interview(page: SignedIn, case_id: str) -> Response:
    """The form for one conversation."""
    return await _show_interview(page, case_id, Form(InterviewForm), [])


@router.post("/interview")
async def record_interview(page: SignedIn, case_id: str) -> Response:
    """Save the conversation with its clues."""
    data = dict(await page.request.form())
    form = Form(InterviewForm, {key: value for key, value in data.items() if isinstance(value, str)})
    given, clues = form.check(), CLUES.typed(data)
    if CLUES.check(form, clues) and given:
        notes = [{**clue, "normal_form": clue["normal_form"] or None} for clue in clues]
        try:
            await page.services.rescue.act(case_id, "interviews", {**given.model_dump(), "clues": notes}, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/rescue/case/{case_id}/interviews", N_("问询已经保存。"))
    return await _show_interview(page, case_id, form, clues)


@router.get("/interpreter")
async def show_request(page: SignedIn, case_id: str, clue: str = "") -> Response:
    """Choose the clue and the words that go out: area and dialect, nothing else."""
    return await _show_request(page, case_id, Form(SpeechForm, {"clue_id": clue}))


@router.post("/interpreter")
async def request_interpreter(page: SignedIn, case_id: str) -> Response:
    """Ask the talent pool."""
    form = Form.posted(SpeechForm, await page.request.form())
    if given := form.check():
        body = {**given.model_dump(), "dialect": given.dialect or None}
        try:
            await page.services.rescue.act(case_id, "interpreter-requests", body, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            notice = N_("已向人才库查找。找到的人会显示在这里，并发到您的通知。")
            return await page.go(f"/rescue/case/{case_id}/interviews", notice)
    return await _show_request(page, case_id, form)


@router.get("/interpreter/{request_id}/{person_id}")
async def show_call(page: SignedIn, case_id: str, person_id: str) -> Response:
    """Whom to call, with the phone number; reading it is logged for this case."""
    return await _show_call(page, case_id, person_id, Form(CallForm))


@router.post("/interpreter/{request_id}/{person_id}")
async def log_call(page: SignedIn, case_id: str, request_id: str, person_id: str) -> Response:
    """Write down how the call went."""
    form = Form.posted(CallForm, await page.request.form())
    if given := form.check():
        body, path = (
            {"person_id": person_id, **given.model_dump()},
            f"interpreter-requests/{segment(request_id)}/contacts",
        )
        try:
            await page.services.rescue.act(case_id, path, body, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/rescue/case/{case_id}/interviews", N_("联系结果已经保存。"))
    return await _show_call(page, case_id, person_id, form)


async def _show_interview(page: Page, case_id: str, form: Form[InterviewForm], clues: list[TypedRow]) -> Response:
    file = await page.services.rescue.case(case_id, PURPOSE)
    options = choices_of(page, {"ability": "Ability", "clue": "ClueKind"})
    return await page.show(
        "rescue/interview.html",
        _status(form),
        called=file_called(page, file),
        case=file,
        form=form,
        clues=CLUES.shown(clues),
        options=options,
    )


async def _show_request(page: Page, case_id: str, form: Form[SpeechForm]) -> Response:
    file = await page.services.rescue.case(case_id, PURPOSE)
    usable = [clue for clue in file.clues if clue.note.kind in SPEECH and clue.state != "refuted"]
    options = [(clue.id, _clue_words(clue)) for clue in usable]
    if len(usable) == 1 and not form.typed.get("clue_id"):
        form.typed["clue_id"] = usable[0].id
    return await page.show(
        "rescue/interpreter.html", _status(form), called=file_called(page, file), case=file, form=form, options=options
    )


async def _show_call(page: Page, case_id: str, person_id: str, form: Form[CallForm]) -> Response:
    file = await page.services.rescue.case(case_id, PURPOSE)
    person = await page.services.registry.talent_phone(person_id, f"为个案 {file.case_no} 联系翻译")
    outcomes = choices(page, "ContactOutcome")
    return await page.show("rescue/call.html", _status(form), case=file, form=form, person=person, outcomes=outcomes)


def _clue_words(clue: Clue) -> str:
    return f"{clue.note.words}（{clue.note.normal_form}）" if clue.note.normal_form else clue.note.words


def _status(form: Form[Any]) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
