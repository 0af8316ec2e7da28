"""Files that a form carries: each is sent to its service at once and kept there as a draft, whatever else is wrong.

So a form whose other answers are wrong, or one of whose files is refused, is shown again with the files that were good.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile

from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.service import path_with
from services.gateway.engine.api import Document, Operation, document_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import UPLOADS, Field, Json, Undeclared
from services.gateway.forms import FormError
from services.gateway.i18n import N_

_AT_ONCE = 1 << 16
_OF_A_NAME = 30
NAMED = N_("“%(name)s”：%(why)s")
"""Which of several files is refused. Its name is told to whoever chose it, and kept nowhere."""


@dataclass(frozen=True)
class Sent:
    """What came of the files of a form: the ids to be kept in its fields, and what is wrong with some."""

    typed: Mapping[str, str]
    errors: list[FormError]


def upload_of(document: Document) -> Operation:
    """The service's operation that takes files. Raises Undeclared."""
    return document.operation("POST", document.uploads_at)


async def send_files(
    page: Page, service: str, fields: Mapping[str, Field], form: FormData, typed: Mapping[str, str]
) -> Sent:
    """Send the files that were chosen. Raises ServiceAway, and ServiceRefused where the service cannot work now."""
    kept: dict[str, str] = {}
    errors: list[FormError] = []
    for name, known in fields.items():
        if known.kind not in UPLOADS:
            continue
        before = [one for one in typed.get(name, "").splitlines() if one.strip()]
        new: list[str] = []
        chosen = [file for file in form.getlist(name) if isinstance(file, UploadFile) and file.filename]
        for file in chosen:
            try:
                new.append(str((await _send(page, service, known.use, file))["id"]))
            except ServiceRefused as problem:
                if problem.status >= 500 and problem.slug != "files-busy":
                    raise
                errors.append(_refused(name, file, problem.sentence(page.language), alone=len(chosen) == 1))
        kept[name] = "\n".join(dict.fromkeys([*before, *new] if known.kind == "uploads" else (new or before)[-1:]))
    return Sent(kept, errors)


def _refused(field: str, file: UploadFile, why: str, *, alone: bool) -> FormError:
    if alone:
        return FormError(field, why)
    name = file.filename or ""
    return FormError(field, NAMED, {"name": f"{name[:_OF_A_NAME]}…" if len(name) > _OF_A_NAME else name, "why": why})


async def _send(page: Page, service: str, use: str, file: UploadFile) -> Json:
    operation = upload_of(document_of(service))
    path = path_with(operation.path, page.ids)
    with page.gateway.file_ways.one(page.staff.id):
        return await page.services.calls(service).send_file(path, use, _content(file), file.size or 0)


async def _content(file: UploadFile) -> AsyncIterator[bytes]:
    while part := await file.read(_AT_ONCE):
        yield part


def files_at(page: Page, service: str) -> str:
    """Where the files of the page's thing are shown; empty where the service keeps none. Raises Undeclared."""
    document = document_of(service)
    try:
        path = document.uploads_at
    except Undeclared:
        return ""
    owner = path.split("{")[1].split("}")[0]
    return f"/files/{service}/{page.ids.get(owner, '')}" if owner in page.ids else ""


def showing_files(form: SchemaForm, page: Page, service: str) -> SchemaForm:
    """The form, which shows the files that were uploaded for it where the service shows them."""
    form.files_at = files_at(page, service)
    return form
