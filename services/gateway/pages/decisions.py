"""Decisions on an organisation's legal life."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_

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


def _step(name: str) -> Step:
    if name not in STEPS:
        raise ServiceRefused("registry", 404, "no-such-step", "没有这一项。", "There is no such step.", [])
    return STEPS[name]


async def _show_decision(page: Page, organisation_id: str, step: str, form: Form[DecisionForm]) -> Response:
    organisation = await page.services.registry.organisation(organisation_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("orgs/decision.html", status, organisation=organisation, step=STEPS[step], form=form)
