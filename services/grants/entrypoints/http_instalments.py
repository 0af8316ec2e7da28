"""HTTP: the instalments of a project and their payment."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field, StringConstraints

from services.grants.commands.cancel_instalment import CancelInstalment
from services.grants.commands.pay_instalment import PayInstalment
from services.grants.commands.plan_instalments import Part, PlanInstalments
from services.grants.commands.reverse_payment import ReversePayment
from services.grants.domain import errors
from services.grants.entrypoints.deps import ALWAYS, COMMANDS, AppDep, Body
from shared.web.deps import CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(
    prefix="/projects/{project_id}/instalments",
    tags=["instalments"],
    responses=problems(*ALWAYS, *COMMANDS, errors.ProjectNotFound),
)


class PlanBody(Body):
    """The instalments to add; all of them or none."""

    parts: Annotated[list[Part], Field(min_length=1, max_length=24)]


class PaymentBody(Body):
    """The number of the bank voucher where there is one."""

    voucher_no: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] | None = None


class ReasonBody(Body):
    """Why."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


No = Annotated[int, Path(ge=1, le=1000)]


@router.post(
    "",
    status_code=201,
    responses=problems(errors.InstalmentsExceedContract, errors.InstalmentDueBeforeSigning, errors.ProjectIsSettled),
)
async def post_instalments(app: AppDep, cause: CauseDep, project_id: str, body: PlanBody) -> Accepted:
    """Add instalments to the plan."""
    return Accepted.of(await app.plan_instalments(PlanInstalments(project_id=project_id, parts=body.parts), cause))


@router.post(
    "/{no}/payment",
    status_code=201,
    responses=problems(
        errors.NoSuchInstalment,
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.ProjectIsFrozen,
        errors.OrganisationSuspended,
        errors.OrganisationGone,
        errors.NothingToPay,
    ),
)
async def post_payment(
    app: AppDep,
    cause: CauseDep,
    project_id: str,
    no: No,
    body: PaymentBody,
) -> Accepted:
    """Record that an instalment was paid. A frozen project refuses."""
    cmd = PayInstalment(project_id=project_id, no=no, voucher_no=body.voucher_no)
    return Accepted.of(await app.pay_instalment(cmd, cause))


@router.post(
    "/{no}/payment/reversal",
    status_code=201,
    responses=problems(errors.NoSuchInstalment, errors.InstalmentNotPaid),
)
async def post_reversal(app: AppDep, cause: CauseDep, project_id: str, no: No, body: ReasonBody) -> Accepted:
    """Take back a payment by a new entry; the instalment is unpaid again."""
    cmd = ReversePayment(project_id=project_id, no=no, reason=body.reason)
    return Accepted.of(await app.reverse_payment(cmd, cause))


@router.post(
    "/{no}/cancellation",
    status_code=201,
    responses=problems(errors.NoSuchInstalment, errors.InstalmentAlreadyPaid, errors.InstalmentIsCancelled),
)
async def post_cancellation(app: AppDep, cause: CauseDep, project_id: str, no: No, body: ReasonBody) -> Accepted:
    """Take an unpaid instalment out of the plan; its number stays."""
    cmd = CancelInstalment(project_id=project_id, no=no, reason=body.reason)
    return Accepted.of(await app.cancel_instalment(cmd, cause))
