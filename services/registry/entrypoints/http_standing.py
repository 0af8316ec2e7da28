"""HTTP: the list of abnormal activity (活动异常名录)."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from services.registry.commands.clear_abnormal_reason import ClearAbnormalReason
from services.registry.commands.list_abnormal import ListAbnormal
from services.registry.domain import errors
from services.registry.domain.kinds import ReasonCode
from services.registry.entrypoints.deps import ALWAYS, COMMANDS, AppDep, Body
from shared.web.deps import CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(
    prefix="/organisations/{organisation_id}/abnormal-reasons",
    tags=["standing"],
    responses=problems(*ALWAYS, *COMMANDS, errors.OrganisationNotFound, errors.OrganisationGone),
)


class ReasonBody(Body):
    """Which reason; the year of a missing annual report; what another situation is."""

    code: ReasonCode
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    decision_no: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""


class ClearingBody(Body):
    """What was checked before the reason was cleared."""

    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


@router.post(
    "",
    status_code=201,
    responses=problems(
        errors.ReasonAlreadyOpen, errors.ReasonNeedsNote, errors.ReasonNeedsYear, errors.ReasonYearNotOver
    ),
)
async def post_reason(app: AppDep, cause: CauseDep, organisation_id: str, body: ReasonBody) -> Accepted:
    """List the organisation for one reason."""
    cmd = ListAbnormal(organisation_id=organisation_id, **body.model_dump())
    return Accepted.of(await app.list_abnormal(cmd, cause))


@router.post("/{reason_id}/clearing", responses=problems(errors.ReasonNotFound, errors.ReasonAlreadyCleared))
async def post_clearing(
    app: AppDep, cause: CauseDep, organisation_id: str, reason_id: str, body: ClearingBody
) -> Accepted:
    """Clear one reason; the standing is restored with the last."""
    cmd = ClearAbnormalReason(organisation_id=organisation_id, reason_id=reason_id, note=body.note)
    return Accepted.of(await app.clear_abnormal_reason(cmd, cause))
