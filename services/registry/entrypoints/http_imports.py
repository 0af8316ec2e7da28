"""HTTP: importing organisations from a file. The upload is a form with a file, so its route is written by hand."""

from dataclasses import replace
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile

from services.registry.commands.import_organisations import ImportOrganisations, import_organisations
from services.registry.domain.fields import DryRun, UpdateExisting
from services.registry.domain.sheet import MAX_BYTES
from services.registry.domain.sheet_errors import ImportNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.import_list import ImportFilter, ImportList
from services.registry.queries.import_result import ImportResult
from shared.kernel.labels import Label
from shared.storage.reading import CursorUnknown
from shared.web.command_routes import ALWAYS, COMMANDING, command_facts
from shared.web.deps import ActorDep, CauseDep
from shared.web.paging import PagingDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/imports", tags=["imports"], responses=problems(*ALWAYS))

Sheet = Annotated[
    UploadFile,
    Label(
        "文件",
        "File",
        "CSV 或 XLSX，10 MB 以内，第一行是表头",
        "CSV or XLSX, at most 10 MB, headers in the first row",
    ),
    File(description="CSV (UTF-8 or GB18030) or XLSX"),
]


@router.get("", responses=problems(CursorUnknown))
async def get_imports(
    app: AppDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[ImportFilter, Query()]
) -> ImportList:
    """The imports, newest first, page by page."""
    return await app.import_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/{import_id}", responses=problems(ImportNotFound))
async def get_import(app: AppDep, actor: ActorDep, import_id: str) -> ImportResult:
    """What became of one import, with every problem by row and column."""
    return await app.import_result(actor, import_id)


@router.post(
    "",
    status_code=201,
    summary=import_organisations.label.en,
    operation_id=import_organisations.name,
    responses=problems(*COMMANDING, *import_organisations.may_refuse),
    openapi_extra=command_facts(import_organisations),
)
async def post_import(
    app: AppDep,
    cause: CauseDep,
    file: Sheet,
    dry_run: Annotated[DryRun, Form()] = False,
    update_existing: Annotated[UpdateExisting, Form()] = False,
) -> Accepted:
    """Import a file, or with ``dry_run`` only say what would happen. The answer names the kept result."""
    content = await file.read(MAX_BYTES + 1)
    cmd = ImportOrganisations(
        file_name=(file.filename or "")[-200:], content=content, dry_run=dry_run, update_existing=update_existing
    )
    digest = sha256(f"{dry_run} {update_existing} ".encode() + content).hexdigest()
    return Accepted.of(await app.give(cmd, replace(cause, digest=digest)))
