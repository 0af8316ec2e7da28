"""HTTP: long work, asked after by who wanted it, and the file that an export made."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from services.registry.domain.export_errors import ExportFileGone
from services.registry.domain.kinds import SheetFormat
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.job_list import JobFilter, JobList
from services.registry.queries.job_page import JobPage
from shared.jobs.errors import JobNotFound, JobOfAnother
from shared.storage.reading import CursorUnknown
from shared.web.access import AccessLogDep
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(prefix="/jobs", tags=["jobs"], responses=problems(*ALWAYS))
MEDIA = {
    SheetFormat.CSV: "text/csv; charset=utf-8",
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("", responses=problems(CursorUnknown))
async def get_jobs(app: AppDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[JobFilter, Query()]) -> JobList:
    """The caller's jobs, newest first, page by page; an operator's answer has everybody's."""
    return await app.job_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/{job_id}", responses=problems(JobNotFound, JobOfAnother))
async def get_job(app: AppDep, actor: ActorDep, job_id: str) -> JobPage:
    """How far a job is, and what became of it."""
    return await app.job_page(actor, job_id)


@router.get(
    "/{job_id}/file",
    response_class=StreamingResponse,
    responses=problems(JobNotFound, JobOfAnother, ExportFileGone),
)
async def get_job_file(app: AppDep, actor: ActorDep, access_log: AccessLogDep, job_id: str) -> StreamingResponse:
    """The file that an export made, for who asked for it and for three days. One that names people is logged."""
    found = await app.exported_file(actor, job_id)
    if found.why:
        await access_log.read(actor, job_id, f"organisations.export {found.rows}", found.why)
    disposition = f"attachment; filename=\"register.{found.format}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    return StreamingResponse(found.pieces, headers={"Content-Disposition": disposition}, media_type=MEDIA[found.format])
