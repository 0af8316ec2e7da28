"""资助项目: the list with its sums, and 立项."""

import asyncio
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.page import Page, SignedIn
from services.gateway.words import options
from shared.kernel.money import AmountUnreadable, parse_yuan

router = APIRouter(prefix="/grants/projects")
FILTERS = ("q", "round", "field", "state", "frozen")


class ProjectFilter(FormModel):
    """The filter above the list."""

    q: str = Field("", title=N_("编号、名称或组织"))
    field: str = Field("", title=N_("服务领域"))
    state: str = Field("", title=N_("状态"))
    frozen: str = Field("", title=N_("冻结"))


class OpenProjectForm(FormModel):
    """立项."""

    organisation_id: str = Field(title=N_("组织"), min_length=1)
    organisation_name: str = Field(title=N_("承办组织"), min_length=1, max_length=120)
    title: str = Field(title=N_("项目名称"), min_length=1, max_length=120)
    round: int = Field(title=N_("批次年份"), ge=2000, le=2100)
    field: str = Field(title=N_("服务领域"), min_length=1)
    amount: str = Field(title=N_("合同金额（元）"), description=N_("例如 20000、20,000.00 或 2万元"), min_length=1)
    signed_on: date = Field(title=N_("签约日期"))


@router.get("")
async def list_projects(page: SignedIn) -> Response:
    """Projects that fit the filter, with the sums of all."""
    wanted = {name: page.request.query_params.get(name) for name in FILTERS}
    form = Form(ProjectFilter, {name: value or "" for name, value in wanted.items()})
    cursor = page.request.query_params.get("cursor")
    grants = page.services.grants
    found, totals = await asyncio.gather(grants.projects(**wanted, cursor=cursor, limit=25), grants.totals())
    return await page.show("grants/projects.html", form=form, found=found, totals=totals, options=_options(page))


@router.get("/new")
async def show_opening(page: SignedIn) -> Response:
    """The form for a new project of the organisation named in the query."""
    organisation = await page.services.registry.organisation(page.request.query_params.get("organisation", ""))
    today = page.formats.local_today
    typed = {
        "organisation_id": organisation.id,
        "organisation_name": organisation.name,
        "round": str(today.year),
        "signed_on": today.isoformat(),
    }
    return await _show_opening(page, Form(OpenProjectForm, typed))


@router.post("/new")
async def open_project(page: SignedIn) -> Response:
    """Open the project and go to its page."""
    form = Form.posted(OpenProjectForm, await page.request.form())
    given = form.check()
    if given is None:
        return await _show_opening(page, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        body = {**given.model_dump(mode="json", exclude={"amount"}), "contract_fen": parse_yuan(given.amount)}
        accepted = await page.services.grants.open_project(body, form.key)
    except AmountUnreadable as unreadable:
        form.wrong("amount", unreadable.sentence(page.language))
    except ServiceRefused as problem:
        form.refused(problem, page.language)
    else:
        return await page.go(f"/grants/projects/{accepted.id}", N_("项目已经立项。"))
    return await _show_opening(page, form, HTTPStatus.UNPROCESSABLE_ENTITY)


async def _show_opening(page: Page, form: Form[OpenProjectForm], status: int = HTTPStatus.OK) -> Response:
    return await page.show("grants/open.html", status, form=form, options=_options(page))


def _options(page: Page) -> dict[str, list[tuple[str, str]]]:
    return {
        "field": [(code, page.say(words)) for code, words in options("service_field")],
        "state": [(code, page.say(words)) for code, words in options("project_state")],
        "frozen": [("true", page.say(N_("已冻结"))), ("false", page.say(N_("未冻结")))],
    }
