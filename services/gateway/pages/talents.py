"""专业人才库: search by name, dialect, native place and skills, and take a person in."""

import re
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.words import said_options

router = APIRouter(prefix="/talents")
FILTERS = ("q", "dialect", "native", "skill", "availability")
WHY_LIST = "查阅人才库名单"
_BETWEEN = re.compile(r"[、，,；;\n]+")


class TalentFilter(FormModel):
    """The filter above the list."""

    q: str = Field("", title=N_("姓名、拼音或首字母"))
    dialect: str = Field("", title=N_("会说的方言"))
    native: str = Field("", title=N_("籍贯"))
    skill: str = Field("", title=N_("技能"))
    availability: str = Field("", title=N_("何时可以参加"))


class TalentForm(FormModel):
    """What a person tells of themselves. ``native_code`` is chosen where several places share a name."""

    display_name: str = Field(title=N_("姓名或称呼"), min_length=1, max_length=60)
    phone: str = Field("", title=N_("电话"), max_length=30)
    native: str = Field("", title=N_("籍贯"), description=N_("写到县区，例如：临泉县；不清楚就空着"), max_length=40)
    native_code: str = Field("", title=N_("是哪一个地方"))
    dialects: str = Field(
        "", title=N_("会说的方言"), description=N_("用顿号隔开，例如：阜阳话、普通话"), max_length=400
    )
    skills: str = Field("", title=N_("技能"), description=N_("用顿号隔开，例如：方言沟通、手语"), max_length=800)
    availability: str = Field("available", title=N_("何时可以参加"))
    note: str = Field("", title=N_("备注"), max_length=500)

    def body(self, native_code: str) -> dict[str, Any]:
        """As registry takes it."""
        lists = {name: _parts(getattr(self, name)) for name in ("dialects", "skills")}
        return {**self.model_dump(exclude={"native"}), **lists, "native_code": native_code}


class TalentUpdateForm(TalentForm):
    """The same for a person in the pool: the page does not know the phone number, so an empty one changes nothing."""

    phone: str = Field("", title=N_("电话"), description=N_("不改就空着"), max_length=30)

    def body(self, native_code: str) -> dict[str, Any]:
        """As registry takes it."""
        return {**super().body(native_code), "keep_phone": not self.phone}


@router.get("")
async def list_talents(page: SignedIn) -> Response:
    """Everybody in the pool, page by page."""
    return await _show_list(page, {}, page.request.query_params.get("cursor"))


@router.post("")
async def search_talents(page: SignedIn) -> Response:
    """People who fit the filter; names travel in the body. Every page is logged, so it does not follow keystrokes."""
    sent = await page.request.form()
    wanted = {name: value.strip() for name, value in sent.items() if name in FILTERS and isinstance(value, str)}
    return await _show_list(page, wanted, str(sent.get("cursor", "")))


@router.get("/new")
async def show_adding(page: SignedIn) -> Response:
    """The form for a person who joins."""
    return await _show_adding(page, Form(TalentForm), [])


@router.post("/new")
async def add(page: SignedIn) -> Response:
    """Take the person in and go to their page."""
    form = Form.posted(TalentForm, await page.request.form())
    places: list[tuple[str, str]] = []
    if given := form.check():
        code, places = await native_place(page, form)
        if not form.errors:
            try:
                accepted = await page.services.registry.add_talent(given.body(code), form.key)
            except ServiceRefused as problem:
                form.refused(problem, page.language)
            else:
                return await page.go(f"/talents/{accepted.id}", N_("已加入专业人才库。"))
    return await _show_adding(page, form, places)


async def _show_list(page: Page, wanted: dict[str, str], cursor: str | None) -> Response:
    found = await page.services.registry.talent_list(WHY_LIST, **wanted, cursor=cursor, limit=25)
    context: dict[str, Any] = {
        "may": {action.name for action in found.allowed_actions if action.allowed},
        "available": said_options(page.language, "availability"),
        "wanted": {name: value for name, value in wanted.items() if value},
        "cursor": cursor,
    }
    return await page.show("talents/talents.html", form=Form(TalentFilter, wanted), found=found, **context)


async def native_place(page: Page, form: Form[Any]) -> tuple[str, list[tuple[str, str]]]:
    """The region code of the place in words; where several are meant, all of them, to choose from."""
    words, chosen = form["native"].value.strip(), form["native_code"].value
    if not words:
        return "", []
    found = {place.code: place.full_name for place in await page.services.registry.places(words)}
    named = [code for code, full_name in found.items() if full_name == words]
    if not found:
        form.wrong("native", N_("没有找到这个地方。请写到县区，例如：临泉县。"))
    if code := next((code for code in (*named, chosen) if code in found), ""):
        return code, []
    if len(found) == 1:
        return next(iter(found)), []
    if found:
        form.wrong("native_code", N_("有几个地方叫这个名字，请选择。"))
    return "", list(found.items())


async def _show_adding(page: Page, form: Form[TalentForm], places: list[tuple[str, str]]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    available = said_options(page.language, "availability")
    return await page.show("talents/new.html", status, form=form, places=places, available=available)


async def dialect_words(page: Page) -> dict[str, str]:
    """The names of the dialect groups by code; none while registry cannot tell."""
    try:
        known = (await page.services.registry.reference()).dialects
    except (ServiceAway, ServiceRefused):
        return {}
    return {dialect.code: dialect.zh if page.language == "zh" else dialect.en for dialect in known}


def _parts(words: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(words) if part.strip()]
