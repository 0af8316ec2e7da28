"""登记求助: search first, then create. Names and numbers are sent in the body, so that no address keeps them."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from pydantic import Field, ValidationInfo, field_validator
from starlette.responses import Response

from services.gateway.engine.api import document_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page, SignedIn
from services.gateway.formats import from_local, to_local
from services.gateway.forms import Form, texts_of
from services.gateway.i18n import N_
from services.gateway.pages.arrival_form import ArrivalForm
from services.gateway.pages.person_form import PersonForm
from services.gateway.pages.rescue.case_list import CASES
from services.gateway.pages.rescue.case_words import choices_of
from services.gateway.pages.rows import MARKS

router = APIRouter(prefix="/rescue/intake")
SEARCH = "/cases/search"


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
    return await page.show("rescue/intake.html", form=_search_form(page, {}), alike=None)


@router.post("")
async def search(page: SignedIn) -> Response:
    """Cases that may be the same person, with the reasons."""
    form = _search_form(page, texts_of(await page.request.form()))
    wanted, alike = form.check(), None
    if wanted is not None:
        words = {name: str(value) for name, value in wanted.items()}
        alike = await form.accepted(page.services.ask("rescue", SEARCH, words), page.language)
    options = choices_of(page, {"sexes": "Sex", "custody": "CustodyState"})
    return await page.show(
        "rescue/intake.html",
        form.status,
        form=form,
        alike=alike,
        sexes=dict(options["sexes"]),
        custody=dict(options["custody"]),
    )


def _search_form(page: Page, typed: Mapping[str, str]) -> SchemaForm:
    """What is known at the door; one of them is enough."""
    return SchemaForm(document_of("rescue").operation("GET", SEARCH).query, page.language, typed=typed)


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
    searched = texts_of(await page.request.form())
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
        body = {"intake": given.intake(), "person": given.body(marks)}
        opened = await form.accepted(page.services.give("rescue", "open_case", {}, body, form.key), page.language)
        if opened is not None:
            return await page.go(CASES.record.format(**opened), N_("求助已经登记。其余情况可以以后补充。"))
    return await _show_new(page, form, data)


async def _show_new(page: Page, form: Form[IntakeForm], data: dict[str, Any]) -> Response:
    marks = MARKS.shown(MARKS.typed(data))
    options = choices_of(page, {"arrival": "Arrival", "sex": "Sex", "unknown": "Unknown", "mark": "MarkKind"})
    options |= {"id_number_why": options["unknown"], "phone_why": options["unknown"]}
    return await page.show(
        "rescue/new_case.html", form.status, form=form, marks=marks, options=options, opened=bool(data)
    )


def _start(page: Page, taken: dict[str, str]) -> dict[str, str]:
    return {"entered_at": to_local(page.visit.now), **{name: value for name, value in taken.items() if value}}
