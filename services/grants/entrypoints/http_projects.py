"""HTTP: projects, and opening one."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.grants.commands.open_project import OpenProject
from services.grants.domain import errors
from services.grants.domain.project import ProjectState, ServiceField
from services.grants.entrypoints.deps import ALWAYS, COMMANDS, AppDep
from services.grants.queries.project_list import ProjectFilter, ProjectList, Sort
from services.grants.queries.project_page import ProjectPage
from shared.storage.reading import CursorUnknown
from shared.web.deps import ActorDep, CauseDep
from shared.web.paging import PagingDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/projects", tags=["projects"], responses=problems(*ALWAYS))


@router.get("", responses=problems(CursorUnknown))
async def get_projects(
    app: AppDep,
    actor: ActorDep,
    paging: PagingDep,
    q: Annotated[str | None, Query(max_length=100, pattern=r"^[^\x00]*$")] = None,
    organisation_id: Annotated[str | None, Query(max_length=64)] = None,
    round: Annotated[int | None, Query(ge=2000, le=2100)] = None,  # noqa: A002  (its name on the wire)
    field: ServiceField | None = None,
    frozen: bool | None = None,
    state: ProjectState | None = None,
    sort: Sort = "-number",
) -> ProjectList:
    """Projects by organisation, round, field, state and freeze; sorted, page by page."""
    wanted = ProjectFilter(organisation_id=organisation_id, round=round, field=field, frozen=frozen, state=state, q=q)
    return await app.project_list(actor, wanted, sort, paging.cursor, paging.limit)


@router.post(
    "",
    status_code=201,
    responses=problems(
        *COMMANDS,
        errors.SignedInFuture,
        errors.OrganisationUnknown,
        errors.OrganisationSuspended,
        errors.OrganisationGone,
        errors.ProjectNumberTaken,
    ),
)
async def post_project(app: AppDep, cause: CauseDep, body: OpenProject) -> Accepted:
    """Open a project once its agreement is signed."""
    return Accepted.of(await app.open_project(body, cause))


@router.get("/{project_id}", responses=problems(errors.ProjectNotFound))
async def get_project(app: AppDep, actor: ActorDep, project_id: str) -> ProjectPage:
    """One project: agreement, money table, instalments, allowed actions, timeline."""
    return await app.project_page(actor, project_id)
