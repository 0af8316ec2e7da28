"""HTTP: importing organisations from a file. The upload is a form with a file, so its route is written by hand."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile

from services.registry.commands.import_organisations import ImportOrganisations, import_organisations
from services.registry.commands.start_import import StartImport, start_import
from services.registry.domain.fields import DryRun, UpdateExisting
from services.registry.domain.import_errors import ImportOfAnother, RowsGone
from services.registry.domain.kinds import SheetFormat
from services.registry.domain.sheet import MAX_BYTES
from services.registry.domain.sheet_errors import ImportNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.entrypoints.http_jobs import MEDIA
from services.registry.queries.import_list import ImportFilter, ImportList
from services.registry.queries.import_result import ImportResult
from services.registry.sheet_files import SheetFile
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


@dataclass(frozen=True)
class Given:
    """The fields of an import as they were sent, and what tells one request from another."""

    file_name: str
    content: bytes
    dry_run: bool
    update_existing: bool

    @property
    def digest(self) -> str:
        """The same for the same file and wishes."""
        return sha256(f"{self.dry_run} {self.update_existing} ".encode() + self.content).hexdigest()


async def _given(
    file: Sheet,
    dry_run: Annotated[DryRun, Form()] = False,
    update_existing: Annotated[UpdateExisting, Form()] = False,
) -> Given:
    content = await file.read(MAX_BYTES + 1)
    return Given((file.filename or "")[-200:], content, dry_run, update_existing)


GivenDep = Annotated[Given, Depends(_given)]


@router.get("", responses=problems(CursorUnknown))
async def get_imports(
    app: AppDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[ImportFilter, Query()]
) -> ImportList:
    """The imports, newest first, page by page."""
    return await app.import_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/template", response_class=Response)
async def get_import_template(app: AppDep, actor: ActorDep, format: SheetFormat = SheetFormat.XLSX) -> Response:  # noqa: A002
    """A sheet with the columns that are read, and an example row that is not."""
    return _to_take_away(await app.import_template(actor, format))


@router.get(
    "/{import_id}/rows-to-mend", response_class=Response, responses=problems(ImportNotFound, ImportOfAnother, RowsGone)
)
async def get_rows_to_mend(
    app: AppDep,
    actor: ActorDep,
    import_id: str,
    format: SheetFormat = SheetFormat.XLSX,  # noqa: A002
    language: Literal["zh", "en"] = "zh",
) -> Response:
    """The rows with problems as they were given, the problem beside each; it can be mended and imported as it is."""
    return _to_take_away(await app.rows_to_mend(actor, import_id, format, language))


def _to_take_away(file: SheetFile) -> Response:
    name = quote(f"{file.name}.{file.format}", safe="")
    disposition = f"attachment; filename=\"sheet.{file.format}\"; filename*=UTF-8''{name}"
    return Response(file.content, media_type=MEDIA[file.format], headers={"Content-Disposition": disposition})


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
async def post_import(app: AppDep, cause: CauseDep, given: GivenDep) -> Accepted:
    """Import a file, or with ``dry_run`` only say what would happen. The answer names the kept result."""
    return Accepted.of(await app.give(ImportOrganisations(**vars(given)), replace(cause, digest=given.digest)))


@router.post(
    "/jobs",
    status_code=202,
    summary=start_import.label.en,
    operation_id=start_import.name,
    responses=problems(*COMMANDING, *start_import.may_refuse),
    openapi_extra=command_facts(start_import),
)
async def post_import_job(app: AppDep, cause: CauseDep, response: Response, given: GivenDep) -> Accepted:
    """Start an import as a job; ``Location`` is where to ask how far it is. The job names the kept result."""
    receipt = await app.give(StartImport(**vars(given)), replace(cause, digest=given.digest))
    response.headers["Location"] = f"/jobs/{receipt.id}"
    return Accepted.of(receipt)
