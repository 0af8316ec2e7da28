"""HTTP: the register of organisations."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import StringConstraints

from services.registry.commands.correct_organisation import CorrectOrganisation
from services.registry.commands.deregister_organisation import DeregisterOrganisation
from services.registry.commands.register_organisation import RegisterOrganisation
from services.registry.commands.resume_organisation import ResumeOrganisation
from services.registry.commands.revoke_organisation import RevokeOrganisation
from services.registry.commands.suspend_organisation import SuspendOrganisation
from services.registry.domain import errors
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, Standing
from services.registry.entrypoints.deps import ALWAYS, COMMANDS, AppDep, Body
from services.registry.queries.organisation_list import OrganisationFilter, OrganisationList, Sort
from services.registry.queries.organisation_page import OrganisationPage
from shared.storage.reading import CursorUnknown
from shared.web.deps import ActorDep, CauseDep
from shared.web.paging import PagingDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/organisations", tags=["organisations"], responses=problems(*ALWAYS))

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]

_CODE_ERRORS = (
    errors.CodeIllFormed,
    errors.CodeTotalDigitWrong,
    errors.CodeOrganisationDigitWrong,
    errors.CodeRegionUnknown,
    errors.CodeDoesNotFitKind,
    errors.CodeTaken,
    errors.NameTaken,
    errors.NameMissing,
    errors.StreetUnknown,
    errors.FoundedInFuture,
    errors.FoundedTooEarly,
)
_STEP_ERRORS = (*COMMANDS, errors.OrganisationNotFound, errors.OrganisationGone)


class CorrectionBody(Body):
    """All particulars as they should be, and why they were wrong."""

    particulars: RegisterOrganisation
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class DecisionBody(Body):
    """The number of the decision."""

    decision_no: Line


class SuspensionBody(DecisionBody):
    """The number of the decision, and the last day where it names one."""

    until: date | None = None


@router.get("", responses=problems(CursorUnknown))
async def get_organisations(
    app: AppDep,
    actor: ActorDep,
    paging: PagingDep,
    q: Annotated[str, Query(max_length=100)] = "",
    kind: OrganisationKind | None = None,
    street: Annotated[str | None, Query(max_length=12)] = None,
    status: OrganisationStatus | None = None,
    standing: Standing | None = None,
    sort: Sort = "name",
) -> OrganisationList:
    """Search by characters, pinyin, initials or credit code; filter; sort; page by page."""
    wanted = OrganisationFilter(query=q, kind=kind, street_code=street, status=status, standing=standing)
    return await app.organisation_list(actor, wanted, sort, paging.cursor, paging.limit)


@router.post("", status_code=201, responses=problems(*COMMANDS, *_CODE_ERRORS))
async def post_organisation(app: AppDep, cause: CauseDep, body: RegisterOrganisation) -> Accepted:
    """Register an organisation."""
    return Accepted.of(await app.register_organisation(body, cause))


@router.get("/{organisation_id}", responses=problems(errors.OrganisationNotFound))
async def get_organisation(app: AppDep, actor: ActorDep, organisation_id: str) -> OrganisationPage:
    """One organisation with its standing, its history and what may be done."""
    return await app.organisation_page(actor, organisation_id)


@router.put(
    "/{organisation_id}/particulars",
    responses=problems(*COMMANDS, errors.OrganisationNotFound, errors.NothingChanged, *_CODE_ERRORS),
)
async def put_particulars(app: AppDep, cause: CauseDep, organisation_id: str, body: CorrectionBody) -> Accepted:
    """Put wrong particulars right."""
    cmd = CorrectOrganisation(organisation_id=organisation_id, particulars=body.particulars, reason=body.reason)
    return Accepted.of(await app.correct_organisation(cmd, cause))


@router.post(
    "/{organisation_id}/suspension",
    responses=problems(*_STEP_ERRORS, errors.NotRunning, errors.SuspensionEndsInPast),
)
async def post_suspension(app: AppDep, cause: CauseDep, organisation_id: str, body: SuspensionBody) -> Accepted:
    """Suspend it."""
    cmd = SuspendOrganisation(organisation_id=organisation_id, decision_no=body.decision_no, until=body.until)
    return Accepted.of(await app.suspend_organisation(cmd, cause))


@router.post("/{organisation_id}/resumption", responses=problems(*_STEP_ERRORS, errors.NotSuspended))
async def post_resumption(app: AppDep, cause: CauseDep, organisation_id: str, body: DecisionBody) -> Accepted:
    """End its suspension."""
    cmd = ResumeOrganisation(organisation_id=organisation_id, decision_no=body.decision_no)
    return Accepted.of(await app.resume_organisation(cmd, cause))


@router.post("/{organisation_id}/deregistration", responses=problems(*_STEP_ERRORS))
async def post_deregistration(app: AppDep, cause: CauseDep, organisation_id: str, body: DecisionBody) -> Accepted:
    """Deregister it at its own wish."""
    cmd = DeregisterOrganisation(organisation_id=organisation_id, decision_no=body.decision_no)
    return Accepted.of(await app.deregister_organisation(cmd, cause))


@router.post("/{organisation_id}/revocation", responses=problems(*_STEP_ERRORS))
async def post_revocation(app: AppDep, cause: CauseDep, organisation_id: str, body: DecisionBody) -> Accepted:
    """Revoke its registration."""
    cmd = RevokeOrganisation(organisation_id=organisation_id, decision_no=body.decision_no)
    return Accepted.of(await app.revoke_organisation(cmd, cause))
