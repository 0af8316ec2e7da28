"""HTTP: search and list cases, open one, read one, and what is due."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.rescue.commands.open_case import OpenCase
from services.rescue.domain import errors
from services.rescue.entrypoints.deps import COMMANDING, READING, AppDep
from services.rescue.queries.case_file import CaseFile
from services.rescue.queries.case_list import CaseFilter, CaseList
from services.rescue.queries.due_list import DueList
from services.rescue.queries.search_cases import AlikeCases, CaseSearch
from shared.storage.reading import CursorUnknown
from shared.web.access import AccessLogDep
from shared.web.deps import ActorDep, CauseDep
from shared.web.paging import PagingDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(tags=["cases"])


@router.post(
    "/cases",
    status_code=201,
    responses=problems(
        *COMMANDING,
        errors.ArrivalInFuture,
        errors.FoundInFuture,
        errors.AnswerContradicts,
        errors.TimeWrong,
    ),
)
async def post_case(body: OpenCase, cause: CauseDep, app: AppDep) -> Accepted:
    """Open a case; how the person came is all that is needed."""
    return Accepted.of(await app.open_case(body, cause))


@router.get("/cases", responses=problems(*READING, CursorUnknown))
async def get_cases(
    actor: ActorDep, app: AppDep, paging: PagingDep, wanted: Annotated[CaseFilter, Query()]
) -> CaseList:
    """Cases, masked, the newest number first."""
    listed: CaseList = await app.case_list(actor, wanted, paging.cursor, paging.limit)
    return listed


@router.get("/cases/search", responses=problems(*READING, errors.SearchEmpty))
async def get_search(
    actor: ActorDep, app: AppDep, access_log: AccessLogDep, wanted: Annotated[CaseSearch, Query()]
) -> AlikeCases:
    """Cases of people like the one at the door, masked, with the reasons. The search is logged, its words are not."""
    alike: AlikeCases = await app.search_cases(actor, wanted)
    await access_log.read(actor, "cases", "search", "search before opening a case")
    return alike


@router.get("/cases/{case_id}", responses=problems(*READING, errors.CaseNotFound, errors.CaseErased))
async def get_case(
    case_id: str,
    actor: ActorDep,
    app: AppDep,
    access_log: AccessLogDep,
    purpose: Annotated[str, Query(min_length=2, max_length=200)],
) -> CaseFile:
    """One case, unmasked. Every read is logged with its purpose before the answer leaves."""
    file: CaseFile = await app.case_file(actor, case_id)
    await access_log.read(actor, case_id, "case_file", purpose)
    return file


@router.get("/due", responses=problems(*READING))
async def get_due(actor: ActorDep, app: AppDep) -> DueList:
    """Legal limits whose duty is still to be done, the least time left first."""
    due: DueList = await app.due_list(actor)
    return due
