"""登记求助: search first, then create. Names and numbers are sent in the body, so that no address keeps them."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field, ValidationInfo, field_validator
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.rescue_answers import AlikeCases
from services.gateway.engine.page import Page, SignedIn
from services.gateway.formats import from_local, to_local
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.arrival_form import ArrivalForm
from services.gateway.pages.person_form import PersonForm
from services.gateway.pages.rescue.case_words import choices_of
from services.gateway.pages.rows import MARKS

router = APIRouter(prefix="/rescue/intake")


class SearchForm(FormModel):
    """What is known at the door; one of them is enough."""

    name: str = Field("", title=N_("姓名"), description=N_("汉字、拼音，或听上去像的字"), max_length=60)
    id_tail: str = Field("", title=N_("身份证号"), description=N_("整个号码或末四位"), max_length=30)
    phone_tail: str = Field("", title=N_("电话"), description=N_("整个号码或末四位"), max_length=30)
    marks: str = Field("", title=N_("体貌特征"), description=N_("例如：左手缺小指"), max_length=100)
    place: str = Field("", title=N_("家乡或说过的地名"), max_length=100)


class IntakeForm(ArrivalForm, PersonForm):
    """How and when the person came, and what is known. Only the first field is needed."""

    here: str = Field("yes", title=N_("人在哪里"))
    entered_at: str = Field(
        "", title=N_("入站时间"), description=N_("法定期限从入站起算；还没有到站的不用填"), validate_default=True
    )

    @field_validator("entered_at")
    @classmethod
    def _who_is_here_came_at_a_time(cls, value: str, info: ValidationInfo) -> str:
        """Without the time of arrival no legal limit could begin."""
        if info.data.get("here") == "yes" and from_local(value) is None:
            raise ValueError("no time of arrival")
        return value

    def intake(self) -> dict[str, Any]:
        """The first lines of the register as rescue takes them."""
        entered = from_local(self.entered_at)
        return {**self.facts(), "entered_at": entered.isoformat() if entered and self.here == "yes" else None}


@router.get("")
async def show_search(page: SignedIn) -> Response:
    """Ask who it may be before anything is created."""
    return await page.show("rescue/intake.html", form=Form(SearchForm), alike=None)


@router.post("")
async def search(page: SignedIn) -> Response:
    """Cases that may be the same person, with the reasons."""
    form, alike = Form.posted(SearchForm, await page.request.form()), None
    if given := form.check():
        try:
            alike = await page.services.rescue.alike(given.model_dump())
        except ServiceRefused as problem:
            form.refused(problem, page.language)
    return await _show_found(page, form, alike)


@router.get("/new")
async def show_new(page: SignedIn) -> Response:
    """The empty form, for somebody of whom nothing is known."""
    return await _show_new(page, Form(IntakeForm, _start(page, {})), {})


@router.get("/begin")
async def show_begun(page: SignedIn) -> Response:
    """What was searched for is in no address: the form begins empty."""
    return await page.go("/rescue/intake/new")


@router.post("/begin")
async def begin(page: SignedIn) -> Response:
    """The form, with what was searched for taken over."""
    searched = Form.posted(SearchForm, await page.request.form()).typed
    taken = {
        "name": searched.get("name", ""),
        "id_number": searched.get("id_tail", ""),
        "phone": searched.get("phone_tail", ""),
        "home": searched.get("place", ""),
        "features": searched.get("marks", ""),
    }
    return await _show_new(page, Form(IntakeForm, _start(page, taken)), {})


@router.post("/new")
async def open_case(page: SignedIn) -> Response:
    """Open the case and go to it."""
    data = dict(await page.request.form())
    form = Form(IntakeForm, {name: value for name, value in data.items() if isinstance(value, str)})
    given, marks = form.check(), MARKS.typed(data)
    if MARKS.check(form, marks) and given:
        try:
            body = {"intake": given.intake(), "person": given.body(marks)}
            accepted = await page.services.rescue.open_case(body, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/rescue/case/{accepted.id}", N_("求助已经登记。其余情况可以以后补充。"))
    return await _show_new(page, form, data)


async def _show_found(page: Page, form: Form[SearchForm], alike: AlikeCases | None) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    options = {
        name: dict(found) for name, found in choices_of(page, {"sexes": "Sex", "custody": "CustodyState"}).items()
    }
    return await page.show("rescue/intake.html", status, form=form, alike=alike, **options)


async def _show_new(page: Page, form: Form[IntakeForm], data: dict[str, Any]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    marks = MARKS.shown(MARKS.typed(data))
    options = choices_of(page, {"arrival": "Arrival", "sex": "Sex", "unknown": "Unknown", "mark": "MarkKind"})
    options |= {"id_number_why": options["unknown"], "phone_why": options["unknown"]}
    return await page.show("rescue/new_case.html", status, form=form, marks=marks, options=options, opened=bool(data))


def _start(page: Page, taken: dict[str, str]) -> dict[str, str]:
    return {"entered_at": to_local(page.visit.now), **{name: value for name, value in taken.items() if value}}
