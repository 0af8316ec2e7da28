"""HTTP: what grants answers; the doors of its commands are derived from what they declare."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.grants.domain.errors import ProjectNotFound
from services.grants.domain.fields import VoucherNo
from services.grants.entrypoints.deps import AppDep
from services.grants.queries.organisation_list import OrganisationFilter, OrganisationList
from services.grants.queries.own_project import OwnProject
from services.grants.queries.own_projects import OwnProjects
from services.grants.queries.project_list import ProjectFilter, ProjectList
from services.grants.queries.project_page import ProjectPage
from services.grants.queries.totals import Totals
from services.grants.queries.voucher_uses import VoucherUses
from services.grants.queries.waiting_work import WaitingWork
from shared.storage.reading import CursorUnknown
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep, AnybodyDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(responses=problems(*ALWAYS))


@router.get("/projects", tags=["projects"], responses=problems(CursorUnknown))
async def get_projects(
    app: AppDep,
    actor: ActorDep,
    paging: PagingDep,
    wanted: Annotated[ProjectFilter, Query()],
) -> ProjectList:
    """Projects by organisation, round, field, state and freeze; sorted, page by page."""
    return await app.project_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/projects/{project_id}", tags=["projects"], responses=problems(ProjectNotFound))
async def get_project(app: AppDep, actor: ActorDep, project_id: str) -> ProjectPage:
    """One project: agreement, money table, instalments, allowed actions, timeline."""
    return await app.project_page(actor, project_id)


@router.get("/own/projects", tags=["own"])
async def get_own_projects(app: AppDep, actor: AnybodyDep) -> OwnProjects:
    """The projects of one's own organisation."""
    return await app.own_projects(actor)


@router.get("/own/projects/{project_id}", tags=["own"], responses=problems(ProjectNotFound))
async def get_own_project(app: AppDep, actor: AnybodyDep, project_id: str) -> OwnProject:
    """One project of one's own organisation: its instalments, and what each waits for."""
    return await app.own_project(actor, project_id)


@router.get("/organisations", tags=["organisations"], responses=problems(CursorUnknown))
async def get_organisations(
    app: AppDep,
    actor: ActorDep,
    paging: PagingDep,
    wanted: Annotated[OrganisationFilter, Query()],
) -> OrganisationList:
    """The organisations that grants knows, with their standing and what their projects add up to."""
    return await app.organisation_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/waiting-work", tags=["projects"])
async def get_waiting_work(app: AppDep, actor: ActorDep) -> WaitingWork:
    """What waits in grants: unpaid instalments with their next step, and what a second person has to decide."""
    return await app.waiting_work(actor)


@router.get("/voucher-uses", tags=["projects"])
async def get_voucher_uses(app: AppDep, actor: ActorDep, voucher_no: Annotated[VoucherNo, Query()]) -> VoucherUses:
    """Which payments were recorded by this voucher."""
    return await app.voucher_uses(actor, voucher_no)


@router.get("/totals", tags=["totals"])
async def get_totals(
    app: AppDep,
    actor: ActorDep,
    round: Annotated[int | None, Query(ge=2000, le=2100)] = None,  # noqa: A002  (its name on the wire)
) -> Totals:
    """Totals by round, field and organisation, and whether they reconcile with the instalments."""
    return await app.totals(actor, round)
