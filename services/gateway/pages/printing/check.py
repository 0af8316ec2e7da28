"""核验打印件: whether number and check code belong to a paper that was printed here."""

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.api import document_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import Column, as_text, at, bound, text_at
from services.gateway.forms import texts_of

router = APIRouter(prefix="/print-check")
SOURCE = "/prints/check"
SHOWN = ("kind", "number", "printed_at", "pages", "language")


@router.get("")
async def ask(page: SignedIn) -> Response:
    """Number and code are asked for."""
    return await _show(page, SchemaForm(_fields(), page.language))


@router.post("")
async def check(page: SignedIn) -> Response:
    """Genuine or not. What was typed does not stand in the address."""
    form = SchemaForm(_fields(), page.language, typed=texts_of(await page.request.form()))
    given = form.check()
    if given is None:
        return await _show(page, form)
    wanted = {name: str(value) for name, value in given.items()}
    answer = await form.accepted(page.services.ask("printing", SOURCE, wanted), page.language)
    return await _show(page, form, answer)


def _fields() -> dict[str, Field]:
    return dict(document_of("printing").operation("GET", SOURCE).query)


async def _show(page: Page, form: SchemaForm, answer: Json | None = None) -> Response:
    await page.people()
    found = at(answer or {}, "found")
    told = _told(page, found) if isinstance(found, dict) else {}
    return await page.show("printing/check.html", form.status, form=form, answer=answer, told=told)


def _told(page: Page, found: Json) -> Json:
    """The print on record, in words, and the way to what it is about."""
    schema = document_of("printing").operation("GET", SOURCE).answer.at("found").schema
    columns = bound([Column(name) for name in SHOWN], schema)
    by = page.person(text_at(found, "printed_by"))
    return {
        "pairs": [(one.label(page), as_text(page, one.field, at(found, one.column.path))) for one in columns],
        "by": by,
        "about": {"kind": text_at(found, "about"), "id": text_at(found, "subject_id")},
        "part": text_at(found, "part"),
    }
