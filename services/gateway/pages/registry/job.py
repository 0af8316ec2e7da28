"""任务进度: how far an import or export is, with a bar that moves, and where its result is."""

from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

import httpx
from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from services.gateway.clients.service import path_with
from services.gateway.engine.action import Action
from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.blocks import Own
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, text_at
from services.gateway.i18n import N_
from services.gateway.pages.registry.import_list import BY, IMPORTS, by
from services.gateway.pages.registry.job_list import JOBS
from services.gateway.pages.registry.job_states import state_tags

ANOTHER = N_("导入另一个文件")
STOPPING = N_("已经要求取消，做完手头的几行就停下。")
EXPORT_KIND = "export_organisations"
PASSED_ON = ("content-type", "content-disposition")

router = APIRouter(prefix="/orgs/jobs")
templates = APIRouter()


@router.get("/{job_id}/file")
async def download_file(page: SignedIn, job_id: str) -> Response:
    """The file that an export made; the service decides whether it is given out, and logs it."""
    return await _passed_on(page, path_with("/jobs/{id}/file", {"id": job_id}), {})


@templates.get("/orgs/import-template/{form}")
async def download_template(page: SignedIn, form: str) -> Response:
    """The sheet to fill in."""
    return await _passed_on(page, "/imports/template", {"format": form})


@templates.get("/orgs/import/{import_id}/to-mend/{form}")
async def download_rows_to_mend(page: SignedIn, import_id: str, form: str) -> Response:
    """The rows with problems, in the reader's language."""
    path = path_with("/imports/{id}/rows-to-mend", {"id": import_id})
    return await _passed_on(page, path, {"format": form, "language": page.language})


async def _passed_on(page: Page, path: str, query: Mapping[str, str]) -> Response:
    answer = await page.services.calls("registry").stream(f"{path}?{urlencode(query)}", {})
    headers = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
    return StreamingResponse(_pieces(answer), HTTPStatus.OK, headers, background=BackgroundTask(answer.aclose))


async def _pieces(answer: httpx.Response) -> AsyncIterator[bytes]:
    async for piece in answer.aiter_bytes():
        yield piece


def _count(job: Json, name: str) -> int:
    value = job.get(name)
    return value if isinstance(value, int) else 0


async def _progress(page: Page, job: Json) -> Mapping[str, object]:
    done, total = _count(job, "done"), _count(job, "total")
    until = page.gateway.clock.now().isoformat() < text_at(job, "file_until")
    return {
        "share": 100 * done // total if total else 0,
        "is_open": not job.get("ended_at"),
        "exports": job.get("kind") == EXPORT_KIND,
        "has_file": until and job.get("by") == page.staff.id,
        "why": text_at(job, f"why_{page.language}"),
        "here": page.request.url.path,
    }


def _links(page: Page, job: Json) -> list[ActionLink]:
    """On to the next: another import, or all tasks."""
    tasks = ActionLink(page.say(JOBS.title), JOBS.path, icon="clock")
    another = ActionLink(page.say(ANOTHER), IMPORTS.path, icon="upload")
    return [tasks] if job.get("kind") == EXPORT_KIND else [another, tasks]


CANCEL = Action("cancel_job", done=STOPPING, tone="danger", icon="pause")

JOB = Record(
    service="registry",
    path="/orgs/jobs/{job_id}",
    source="/jobs/{job_id}",
    title=lambda _page, job: text_at(job, "file_name"),
    icon="clock",
    tags=state_tags,
    facts=(
        Column("kind"),
        Column("at"),
        Column("by", BY, show=by),
        Column("total"),
        Column("ended_at"),
        Column("file_until"),
    ),
    above=(Own("registry/job.html", _progress),),
    actions=(CANCEL,),
    links=_links,
    live="job",
)
