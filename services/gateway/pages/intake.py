"""登记求助: search first, then create. Names and numbers are sent in the body, so that no address keeps them."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Input
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.lookup import look_up
from services.gateway.engine.own_form import own
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field, Json
from services.gateway.formats import to_local
from services.gateway.forms import SENTENCES, texts_of
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_list import CASES
from services.gateway.pages.rescue.case_words import age_text, choices
from services.gateway.pages.rescue.person_form import (
    PERSON_INPUTS,
    nested,
    person_fields,
    person_options,
)

router = APIRouter(prefix="/rescue/intake")
SEARCH = "/cases/search"
HERE = "yes"
NOT_HERE = N_("人还没有到站，不能登记自述身份。请取消勾选，到站以后再登记；已经到站的，请选“已经到站”。")
INPUTS = (
    Input("arrival", "choices"),
    Input("here"),
    Input("entered_at", hint=N_("法定期限从入站起算；还没有到站的不用填")),
    Input("found_at", "date", label=N_("发现日期"), time_apart=N_("发现时刻")),
    *(Input(name, "text") for name in ("found_place", "brought_by", "handover_sheet")),
    Input("circumstances", rows=3),
    *PERSON_INPUTS,
)
TAKEN = {"name": "name", "id_tail": "id_number", "phone_tail": "phone", "place": "home", "marks": "features"}
"""What was searched for is taken over into the form."""


@router.get("")
async def show_search(page: SignedIn) -> Response:
    """Ask who it may be before anything is created."""
    return await _show_search(page, _search_form(page, {}))


@router.post("")
async def search(page: SignedIn) -> Response:
    """Cases that may be the same person, with the reasons."""
    form = _search_form(page, texts_of(await page.request.form()))
    wanted = form.check()
    if wanted is None:
        return await _show_search(page, form)
    words = {name: str(value) for name, value in wanted.items()}
    alike = await form.accepted(page.services.ask("rescue", SEARCH, words), page.language)
    return await _show_search(page, form, alike)


@router.get("/new")
async def show_new(page: SignedIn) -> Response:
    """The empty form, for somebody of whom nothing is known."""
    return await _show_new(page, _new_form(page, _start(page)))


@router.get("/begin")
async def show_begun(page: SignedIn) -> Response:
    """What was searched for is in no address: the form begins empty."""
    return await page.go("/rescue/intake/new")


@router.post("/begin")
async def begin(page: SignedIn) -> Response:
    """The form, with what was searched for taken over."""
    searched = texts_of(await page.request.form())
    taken = {name: searched[one] for one, name in TAKEN.items() if searched.get(one)}
    return await _show_new(page, _new_form(page, {**_start(page), **taken}))


@router.post("/new")
async def open_case(page: SignedIn) -> Response:
    """Open the case and go to it."""
    form = _new_form(page, texts_of(await page.request.form()))
    await look_up(page, form)
    given, is_here = form.check(), form["here"].value == HERE
    if is_here and not form["entered_at"].value and not form.is_draft:
        form.wrong("entered_at", SENTENCES["missing"], label=form["entered_at"].label)
    if not is_here and form["identity_stated"].value and not form.is_draft:
        form.wrong("identity_stated", NOT_HERE)
    if given is not None and not form.errors:
        intake = {name: given.get(name) for name in _intake_fields()}
        came = intake if is_here else {**intake, "entered_at": None}
        stated = bool(given.get("identity_stated"))
        body = {"intake": came, "person": nested(given, {}), "identity_stated": stated}
        giving = page.services.give("rescue", "open_case", {}, body, form.key)
        opened = await form.accepted(giving, page.language)
        if opened is not None:
            return await page.go(CASES.record.format(**opened), N_("求助已经登记。其余情况可以以后补充。"))
    return await _show_new(page, form)


def _search_form(page: Page, typed: Mapping[str, str]) -> SchemaForm:
    """What is known at the door; one of them is enough."""
    return SchemaForm(document_of("rescue").operation("GET", SEARCH).query, page.language, typed=typed)


def _intake_fields() -> Mapping[str, Field]:
    return document_of("rescue").command("open_case").body.at("intake").schema.fields


def _new_form(page: Page, typed: Mapping[str, str]) -> SchemaForm:
    """How and when the person came, and what is known. Without the time of arrival no legal limit could begin."""
    here = own("here", N_("人在哪里"), default=HERE, required=False)
    stated = document_of("rescue").command("open_case").body.at("identity_stated")
    fields = {**_intake_fields(), "here": here, **person_fields(), "identity_stated": stated}
    return SchemaForm(fields, page.language, INPUTS, typed)


def _start(page: Page) -> dict[str, str]:
    return {"entered_at": to_local(page.visit.now)}


async def _show_search(page: Page, form: SchemaForm, alike: Json | None = None) -> Response:
    sexes, custody = dict(choices(page, "Sex")), dict(choices(page, "CustodyState"))
    words = {"sexes": sexes, "custody": custody, "age_text": age_text}
    return await page.show("rescue/intake.html", form.status, form=form, alike=alike, **words)


async def _show_new(page: Page, form: SchemaForm) -> Response:
    form.options = await person_options(page, {})
    return await page.show("rescue/new_case.html", form.status, form=form, unfolded=False)
