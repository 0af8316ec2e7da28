"""HTTP: importing organisations from a file."""

from dataclasses import replace
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from services.registry.commands.import_organisations import ImportOrganisations
from services.registry.domain import sheet_errors
from services.registry.domain.sheet import MAX_BYTES
from services.registry.entrypoints.deps import ALWAYS, COMMANDS, AppDep
from services.registry.queries.import_list import ImportList
from services.registry.queries.import_result import ImportResult
from shared.web.deps import ActorDep, CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/imports", tags=["imports"], responses=problems(*ALWAYS))


@router.get("")
async def get_imports(app: AppDep, actor: ActorDep) -> ImportList:
    """The latest fifty imports, newest first."""
    return await app.import_list(actor)


@router.get("/{import_id}", responses=problems(sheet_errors.ImportNotFound))
async def get_import(app: AppDep, actor: ActorDep, import_id: str) -> ImportResult:
    """What became of one import, with every problem by row and column."""
    return await app.import_result(actor, import_id)


@router.post(
    "",
    status_code=201,
    responses=problems(
        *COMMANDS,
        sheet_errors.FileUnreadable,
        sheet_errors.FileTooLarge,
        sheet_errors.SheetEmpty,
        sheet_errors.ColumnsMissing,
    ),
)
async def post_import(
    app: AppDep,
    cause: CauseDep,
    file: Annotated[UploadFile, File(description="CSV (UTF-8 or GB18030) or XLSX")],
    dry_run: Annotated[bool, Form()] = False,
    update_existing: Annotated[bool, Form()] = False,
) -> Accepted:
    """Import a file, or with ``dry_run`` only say what would happen. The answer names the kept result."""
    content = await file.read(MAX_BYTES + 1)
    cmd = ImportOrganisations(
        file_name=(file.filename or "")[-200:], content=content, dry_run=dry_run, update_existing=update_existing
    )
    digest = sha256(f"{dry_run} {update_existing} ".encode() + content).hexdigest()
    return Accepted.of(await app.import_organisations(cmd, replace(cause, digest=digest)))
