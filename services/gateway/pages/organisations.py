"""组织名录: search by name, pinyin or initials, and register a new organisation."""

import asyncio
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.words import options

router = APIRouter(prefix="/orgs")
FILTERS = ("q", "kind", "street", "status", "standing")


class OrganisationFilter(FormModel):
    """The filter above the list."""

    q: str = Field("", title=N_("名称、拼音、首字母或信用代码"))
    kind: str = Field("", title=N_("类型"))
    street: str = Field("", title=N_("镇（街道）"))
    status: str = Field("", title=N_("登记状态"))
    standing: str = Field("", title=N_("信用状况"))


class RegisterForm(FormModel):
    """What the certificate says."""

    uscc: str = Field(title=N_("统一社会信用代码"), description=N_("18 位，可以粘贴"), min_length=1, max_length=60)
    name: str = Field(title=N_("名称"), min_length=1, max_length=200)
    kind: str = Field(title=N_("类型"), min_length=1)
    founded_on: date = Field(title=N_("成立日期"))
    street_code: str = Field(title=N_("镇（街道）"), min_length=1)
    address: str = Field("", title=N_("住所"), max_length=200)
    supervisor: str = Field("", title=N_("业务主管单位"), max_length=200)
    legal_representative: str = Field("", title=N_("法定代表人"), max_length=200)


@router.get("")
async def list_organisations(page: SignedIn) -> Response:
    """Organisations that fit the filter; while somebody types, only the list."""
    wanted = {name: page.request.query_params.get(name) or "" for name in FILTERS}
    cursor = page.request.query_params.get("cursor")
    listing = page.services.registry.organisations(**wanted, cursor=cursor, limit=25)
    if page.wants_fragment:
        found = await listing
        return page.fragment("orgs/organisations.html", "results", found=found)
    found, options = await asyncio.gather(listing, organisation_options(page))
    may = {action.name for action in found.allowed_actions if action.allowed}
    form = Form(OrganisationFilter, wanted)
    return await page.show("orgs/organisations.html", form=form, options=options, found=found, may=may)


@router.get("/new")
async def show_registering(page: SignedIn) -> Response:
    """The form for an organisation that was registered."""
    return await _show_form(page, Form(RegisterForm))


@router.post("/new")
async def register(page: SignedIn) -> Response:
    """Enter the organisation and go to its page."""
    form = Form.posted(RegisterForm, await page.request.form())
    if given := form.check():
        try:
            accepted = await page.services.registry.register(given.model_dump(mode="json"), form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/orgs/{accepted.id}", N_("组织已经登记。"))
    return await _show_form(page, form, HTTPStatus.UNPROCESSABLE_ENTITY)


async def _show_form(page: Page, form: Form[RegisterForm], status: int = HTTPStatus.OK) -> Response:
    return await page.show("orgs/register.html", status, form=form, options=await organisation_options(page))


async def organisation_options(page: Page) -> dict[str, list[tuple[str, str]]]:
    """What forms about organisations choose from."""
    reference = await page.services.registry.reference()
    chosen = {
        kind: [(code, page.say(words)) for code, words in options(table)]
        for kind, table in (
            ("kind", "organisation_kind"),
            ("status", "organisation_status"),
            ("standing", "standing"),
        )
    }
    return {**chosen, "street": [(street.code, street.zh) for street in reference.streets]}
