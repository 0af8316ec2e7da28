"""批量导入: a file is tried first, every row's error is shown, then it is imported."""

from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.datastructures import UploadFile
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_

router = APIRouter(prefix="/orgs/import")


class ImportForm(FormModel):
    """The file and how to take it."""

    file: str = Field("", title=N_("文件"), description=N_("CSV 或 XLSX，10 MB 以内，第一行是表头"))
    mode: str = Field("dry", title=N_("怎样导入"))
    update_existing: str = Field("", title=N_("已有的组织"))


@router.get("")
async def show_import(page: SignedIn) -> Response:
    """The form, and the latest imports."""
    return await _show(page, Form(ImportForm))


@router.post("")
async def take_file(page: SignedIn) -> Response:
    """Hand the file to registry and show what became of it."""
    data = await page.request.form()
    form = Form.posted(ImportForm, data)
    given, file = form.check(), data.get("file")
    if given and isinstance(file, UploadFile) and file.filename:
        try:
            accepted = await page.services.registry.import_file(
                file.filename,
                await file.read(),
                dry_run=given.mode != "real",
                update_existing=given.update_existing == "yes",
                key=form.key,
            )
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go(f"/orgs/import/{accepted.id}")
    else:
        form.wrong("file", N_("请选择要导入的文件。"))
    return await _show(page, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@router.get("/{import_id}")
async def show_result(page: SignedIn, import_id: str) -> Response:
    """What became of one import: figures first, then every row that needs mending."""
    result = await page.services.registry.import_result(import_id)
    return await page.show("orgs/import_result.html", result=result, people=await page.people())


async def _show(page: Page, form: Form[ImportForm], status: int = HTTPStatus.OK) -> Response:
    latest = await page.services.registry.imports()
    return await page.show("orgs/import.html", status, form=form, latest=latest, people=await page.people())
