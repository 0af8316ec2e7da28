"""One person of the talent pool: what they told of themselves, the phone number for a reason, update and withdrawal."""

from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.registry_answers import TalentPage
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.talents import TalentUpdateForm, dialect_words, native_place
from services.gateway.words import said_options

router = APIRouter(prefix="/talents/{talent_id}")
WHY_PAGE = "查看人才信息"
WHY_UPDATE = "更新人才信息"
WHY_WITHDRAWAL = "办理退出人才库"


class PhoneForm(FormModel):
    """Why somebody reads the phone number."""

    why: str = Field(title=N_("查看理由"), description=N_("例如：请她周三来站沟通"), min_length=2, max_length=200)


@router.get("")
async def show_talent(page: SignedIn, talent_id: str) -> Response:
    """The person, the phone number masked."""
    person = await page.services.registry.talent(talent_id, WHY_PAGE)
    return await _show_person(page, person, Form(PhoneForm))


@router.post("/phone")
async def show_phone(page: SignedIn, talent_id: str) -> Response:
    """The person with the phone number; registry logs who read it and why."""
    form = Form.posted(PhoneForm, await page.request.form())
    registry = page.services.registry
    if given := form.check():
        return await _show_person(page, await registry.talent_phone(talent_id, given.why), form)
    return await _show_person(page, await registry.talent(talent_id, WHY_PAGE), form)


@router.get("/update")
async def show_updating(page: SignedIn, talent_id: str) -> Response:
    """What is known, ready to be changed; the phone number is not shown."""
    person = await page.services.registry.talent(talent_id, WHY_UPDATE)
    lists = {name: page.listed(getattr(person, name)) for name in ("dialects", "skills")}
    typed = {
        "display_name": person.display_name,
        "native": person.native_county,
        "availability": person.availability,
        "note": person.note,
        **lists,
    }
    return await _show_updating(page, talent_id, Form(TalentUpdateForm, typed), [], person.version)


@router.post("/update")
async def update(page: SignedIn, talent_id: str) -> Response:
    """Save what is known now, unless somebody else changed it meanwhile."""
    form = Form.posted(TalentUpdateForm, await page.request.form())
    places: list[tuple[str, str]] = []
    if given := form.check():
        code, places = await native_place(page, form)
        if not form.errors:
            try:
                await page.services.registry.update_talent(talent_id, given.body(code), form.key, form.version)
            except ServiceRefused as problem:
                form.refused(problem, page.language)
            else:
                return await page.go(f"/talents/{talent_id}", N_("人才信息已经更新。"))
    newest = await page.services.registry.talent(talent_id, WHY_UPDATE) if form.conflict else None
    return await _show_updating(page, talent_id, form, places, newest.version if newest else form.version)


@router.get("/withdrawal")
async def show_withdrawal(page: SignedIn, talent_id: str) -> Response:
    """The interruption before a person leaves: what will be erased."""
    return await _show_withdrawal(page, talent_id, Form(FormModel))


@router.post("/withdrawal")
async def withdraw(page: SignedIn, talent_id: str) -> Response:
    """Let the person leave."""
    form = Form.posted(FormModel, await page.request.form())
    try:
        await page.services.registry.withdraw_talent(talent_id, form.key)
    except ServiceRefused as problem:
        form.refused(problem, page.language)
        return await _show_withdrawal(page, talent_id, form)
    return await page.go("/talents", N_("已退出人才库，个人信息已经清除。"))


async def _show_person(page: Page, person: TalentPage, form: Form[PhoneForm]) -> Response:
    dialects = await dialect_words(page)
    may = {action.name: action for action in person.allowed_actions}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("talents/talent.html", status, person=person, form=form, dialects=dialects, may=may)


async def _show_updating(
    page: Page, talent_id: str, form: Form[TalentUpdateForm], places: list[tuple[str, str]], version: int | None
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    available = said_options(page.language, "availability")
    context = {"talent_id": talent_id, "places": places, "available": available, "version": version}
    return await page.show("talents/update.html", status, form=form, **context)


async def _show_withdrawal(page: Page, talent_id: str, form: Form[FormModel]) -> Response:
    person = await page.services.registry.talent(talent_id, WHY_WITHDRAWAL)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("talents/withdrawal.html", status, person=person, form=form)
