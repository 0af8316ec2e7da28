"""项目页: what was signed, where the money stands, and what may be done with it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.grants import Happening, Project
from services.gateway.clients.problems import ServiceRefused
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.page import Page, People, SignedIn
from services.gateway.words import word
from shared.kernel.money import AmountUnreadable, parse_yuan

router = APIRouter(prefix="/grants/projects/{project_id}")
TakeBack = Callable[[str, int, str, str], Awaitable[object]]


class PlanForm(FormModel):
    """Plan one instalment."""

    amount: str = Field(title=N_("金额（元）"), description=N_("例如 8000 或 8,000.00"), min_length=1)
    due_on: date = Field(title=N_("计划拨付日期"))


class PayForm(FormModel):
    """Record a payment."""

    voucher_no: str = Field("", title=N_("凭证号"), max_length=60)


class ReasonForm(FormModel):
    """Take something back, and say why."""

    reason: str = Field(title=N_("原因"), min_length=1, max_length=500)


@dataclass(frozen=True)
class Entry:
    """One line of the timeline in the reader's words."""

    title: str
    at: datetime
    by: str
    text: str


@router.get("")
async def show_project(page: SignedIn, project_id: str) -> Response:
    """The project's page; asked for by a hint, only its changing middle."""
    project = await page.services.grants.project(project_id)
    entries = [_entry(page, happening, await page.people()) for happening in project.timeline]
    context: dict[str, Any] = {
        "project": project,
        "entries": entries,
        "people": await page.people(),
        "share": _share(project),
    }
    if page.wants_fragment:
        return page.fragment("grants/project.html", "standing", **context)
    return await page.show("grants/project.html", **context)


@router.get("/plan")
async def show_plan(page: SignedIn, project_id: str) -> Response:
    """The form for one more instalment."""
    return await _show_form(page, project_id, "grants/plan.html", Form(PlanForm))


@router.post("/plan")
async def plan(page: SignedIn, project_id: str) -> Response:
    """Add the instalment to the plan."""
    form = Form.posted(PlanForm, await page.request.form())
    if given := form.check():
        try:
            fen = parse_yuan(given.amount)
            await page.services.grants.plan_instalment(project_id, fen, given.due_on, form.key, form.version)
        except AmountUnreadable as unreadable:
            form.wrong("amount", unreadable.sentence(page.language))
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/grants/projects/{project_id}", N_("拨款计划已经安排。"))
    return await _show_form(page, project_id, "grants/plan.html", form)


@router.get("/pay/{no}")
async def show_pay(page: SignedIn, project_id: str, no: int) -> Response:
    """The interruption before a payment is recorded: which amount, in capitals, to whom."""
    return await _show_form(page, project_id, "grants/pay.html", Form(PayForm), no)


@router.post("/pay/{no}")
async def pay(page: SignedIn, project_id: str, no: int) -> Response:
    """Record the payment."""
    form = Form.posted(PayForm, await page.request.form())
    if given := form.check():
        try:
            await page.services.grants.pay_instalment(project_id, no, given.voucher_no, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/grants/projects/{project_id}", N_("拨付已经登记。"))
    return await _show_form(page, project_id, "grants/pay.html", form, no)


@router.get("/reverse/{no}")
async def show_reversal(page: SignedIn, project_id: str, no: int) -> Response:
    """The interruption before a payment is taken back: which amount, and what it means."""
    return await _show_form(page, project_id, "grants/reverse.html", Form(ReasonForm), no)


@router.post("/reverse/{no}")
async def reverse(page: SignedIn, project_id: str, no: int) -> Response:
    """Take the payment back."""
    done = N_("拨付已经冲销，这一期可以重新登记或者取消。")
    return await _take_back(page, project_id, no, "grants/reverse.html", page.services.grants.reverse_payment, done)


@router.get("/cancel/{no}")
async def show_cancellation(page: SignedIn, project_id: str, no: int) -> Response:
    """The interruption before an instalment is taken out of the plan."""
    return await _show_form(page, project_id, "grants/cancel.html", Form(ReasonForm), no)


@router.post("/cancel/{no}")
async def cancel(page: SignedIn, project_id: str, no: int) -> Response:
    """Take the instalment out of the plan."""
    done = N_("这一期已经取消，金额可以重新安排。")
    return await _take_back(page, project_id, no, "grants/cancel.html", page.services.grants.cancel_instalment, done)


async def _take_back(page: Page, project_id: str, no: int, template: str, command: TakeBack, done: str) -> Response:
    form = Form.posted(ReasonForm, await page.request.form())
    if given := form.check():
        try:
            await command(project_id, no, given.reason, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/grants/projects/{project_id}", done)
    return await _show_form(page, project_id, template, form, no)


async def _show_form(
    page: Page, project_id: str, template: str, form: Form[PlanForm] | Form[PayForm] | Form[ReasonForm], no: int = 0
) -> Response:
    project = await page.services.grants.project(project_id)
    instalment = next((part for part in project.instalments if part.no == no), None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if no and instalment is None:
        raise ServiceRefused(
            "grants", 404, "no-such-instalment", "没有这一期拨款。", "There is no such instalment.", []
        )
    return await page.show(template, status, project=project, instalment=instalment, form=form)


def _share(project: Project) -> int:
    return round(100 * project.money.paid.fen / project.money.contract.fen)


def _entry(page: Page, happening: Happening, people: People) -> Entry:
    details = []
    if happening.instalments:
        details.append(page.say(N_("第 %(numbers)s 期"), numbers=page.listed(happening.instalments)))
    if happening.amount_fen is not None:
        details.append(page.formats.money(happening.amount_fen))
    if happening.note:
        details.append(happening.note)
    details += [page.say(word("freeze_reason", code)) for code in happening.reasons]
    title = page.say(word("project_event", happening.what))
    return Entry(title, happening.at, people.name(happening.by), " · ".join(details))
