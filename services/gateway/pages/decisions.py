"""Decisions on an organisation's legal life, and corrections of its particulars."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.organisations import RegisterForm, organisation_options
from services.gateway.pages.page import Page, SignedIn

router = APIRouter(prefix="/orgs/{organisation_id}")


@dataclass(frozen=True)
class Step:
    """One kind of decision: the words, what follows from it, and whether it can be undone."""

    title: str
    consequence: str
    final: bool
    form: "type[DecisionForm]"


class DecisionForm(FormModel):
    """The decision behind a step."""

    decision_no: str = Field(title=N_("决定文号"), min_length=1, max_length=100)


class SuspensionForm(DecisionForm):
    """The decision, and the last day where it names one."""

    until: date | None = Field(None, title=N_("停止至"), description=N_("决定书写明的最后一天；没有写明就空着"))


STEPS = {
    "suspension": Step(
        N_("限期停止活动"), N_("停止期间不能开展活动；期满或整改后可以恢复。"), final=False, form=SuspensionForm
    ),
    "resumption": Step(N_("恢复活动"), N_("组织恢复为正常登记状态。"), final=False, form=DecisionForm),
    "deregistration": Step(N_("注销登记"), N_("注销后不能恢复，名录中保留记录。"), final=True, form=DecisionForm),
    "revocation": Step(N_("撤销登记"), N_("撤销后不能恢复，名录中保留记录。"), final=True, form=DecisionForm),
}
STEP_BY_ACTION = {
    "suspend_organisation": "suspension",
    "resume_organisation": "resumption",
    "deregister_organisation": "deregistration",
    "revoke_organisation": "revocation",
}


class CorrectionForm(RegisterForm):
    """All particulars as they should be, and why."""

    reason: str = Field(title=N_("更正理由"), description=N_("例如：证书换发，名称有误"), min_length=1, max_length=500)


@router.get("/decision/{step}")
async def show_decision(page: SignedIn, organisation_id: str, step: str) -> Response:
    """The interruption before a decision is entered."""
    return await _show_decision(page, organisation_id, step, Form(_step(step).form))


@router.post("/decision/{step}")
async def decide(page: SignedIn, organisation_id: str, step: str) -> Response:
    """Enter the decision."""
    data = await page.request.form()
    form = Form(_step(step).form, {name: value for name, value in data.items() if isinstance(value, str) and value})
    if given := form.check():
        try:
            await page.services.registry.decide(organisation_id, step, given.model_dump(mode="json"), form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/orgs/{organisation_id}", N_("决定已经登记。"))
    return await _show_decision(page, organisation_id, step, form)


@router.get("/correction")
async def show_correction(page: SignedIn, organisation_id: str) -> Response:
    """The particulars as they stand, ready to be put right."""
    organisation = await page.services.registry.organisation(organisation_id)
    names = RegisterForm.model_fields
    typed = {name: str(value) for name, value in organisation.model_dump(mode="json").items() if name in names}
    return await _show_correction(page, organisation_id, Form(CorrectionForm, typed), organisation.version)


@router.post("/correction")
async def correct(page: SignedIn, organisation_id: str) -> Response:
    """Put the particulars right, unless somebody else changed them meanwhile."""
    form = Form.posted(CorrectionForm, await page.request.form())
    if given := form.check():
        particulars = given.model_dump(mode="json", exclude={"reason"})
        try:
            await page.services.registry.correct(organisation_id, particulars, given.reason, form.key, form.version)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/orgs/{organisation_id}", N_("登记事项已经更正。"))
    newest = await page.services.registry.organisation(organisation_id) if form.conflict else None
    return await _show_correction(page, organisation_id, form, newest.version if newest else form.version)


def _step(name: str) -> Step:
    if name not in STEPS:
        raise ServiceRefused("registry", 404, "no-such-step", "没有这一项。", "There is no such step.", [])
    return STEPS[name]


async def _show_decision(page: Page, organisation_id: str, step: str, form: Form[DecisionForm]) -> Response:
    organisation = await page.services.registry.organisation(organisation_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("orgs/decision.html", status, organisation=organisation, step=STEPS[step], form=form)


async def _show_correction(
    page: Page, organisation_id: str, form: Form[CorrectionForm], version: int | None
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    options = await organisation_options(page)
    return await page.show(
        "orgs/correction.html", status, organisation_id=organisation_id, form=form, options=options, version=version
    )
