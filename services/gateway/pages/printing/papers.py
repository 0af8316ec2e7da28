"""Papers: what may be printed of a thing, under which address, and the page that prints it."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import orjson
from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import or_none
from services.gateway.clients.service import PRINTING
from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Input
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import moment_at, rows_at, text_at
from services.gateway.formats import Formats
from services.gateway.forms import texts_of
from services.gateway.i18n import known_language
from shared.kernel.labels import Label

COMMAND = "print_sheet"
CHOSEN = ("language", "why")
PURPOSE = "打印：{why}"
"""What is logged with the reading, in the service that owns the thing."""

Build = Callable[[Page, Json], Awaitable[Json]]


@dataclass(frozen=True)
class Paper:
    """One kind of paper of a record. ``tail`` follows the record's address; ``build`` puts the thing into words.

    ``about`` names the subject for printing's record, and ``part`` which part of it; ``names`` is what the page says it
    prints. Where it is ``purposeful``, a person is shown: it is asked what it is printed for, and the service that owns
    the thing logs the reading with that.
    """

    kind: str
    about: str
    record: Record
    tail: str
    build: Build
    names: Callable[[Page, Json], str]
    title: str
    """What the page is called (msgid)."""
    part: Callable[[Page], str] = lambda _page: ""
    purposeful: bool = False

    @property
    def path(self) -> str:
        """Where it is printed."""
        return self.record.path + self.tail

    def fields(self) -> Mapping[str, Field]:
        """What is asked before it is printed."""
        known = document_of("printing").command(COMMAND).body.fields
        return {name: known[name] for name in CHOSEN if name != "why" or self.purposeful}

    @property
    def label(self) -> Label:
        """What the paper is called."""
        return document_of("printing").options("PrintKind")[self.kind]

    def about_it(self, page: Page, thing: Json) -> Json:
        """What printing's record says it is about."""
        return {"about": self.about, "subject_id": text_at(thing, "id"), "part": self.part(page)}


def papers_router(papers: Iterable[Paper]) -> APIRouter:
    """The pages of these papers."""
    router = APIRouter()
    for paper in papers:
        _add(router, paper)
    return router


def _add(router: APIRouter, paper: Paper) -> None:
    """The page that asks, and what it posts to."""

    async def ask(page: SignedIn) -> Response:
        return await _ask(page, paper, _form(page, paper, {"language": page.language}))

    async def print_it(page: SignedIn) -> Response:
        form = _form(page, paper, texts_of(await page.request.form()))
        given = form.check()
        if given is None:
            return await _ask(page, paper, form)
        return await _print(page, paper, form, given)

    router.add_api_route(paper.path, ask, methods=["GET"], response_model=None)
    router.add_api_route(paper.path, print_it, methods=["POST"], response_model=None)


async def _print(page: Page, paper: Paper, form: SchemaForm, given: Json) -> Response:
    """The PDF to take away; the form again where printing refuses. Raises ServiceRefused, ServiceAway of the thing."""
    why, language = str(given.get("why") or f"打印{paper.label.zh}"), str(given["language"])
    written = _on_paper(page, known_language(language))
    await written.people()
    thing = await _read(written, paper, why)
    content = await paper.build(written, thing)
    body = {
        "kind": paper.kind,
        "language": language,
        "why": why,
        **paper.about_it(page, thing),
        "sheet": {"office": _office(written), "asked_by": page.staff.name, **content},
    }
    key = f"{form.key}-{hashlib.sha256(orjson.dumps(body)).hexdigest()[:24]}"
    made = await form.accepted(page.services.calls(PRINTING).paper("/prints", body, key), page.language)
    if made is None:
        return await _ask(page, paper, form)
    return Response(made.pdf, media_type="application/pdf", headers={"Content-Disposition": made.disposition})


def _on_paper(page: Page, language: str) -> Page:
    """The page as it reads on paper, in a language."""
    written = Page(page.request, replace(page.visit, language=language))
    written.formats = Formats(language, page.visit.now, on_paper=True)
    return written


def _office(page: Page) -> str:
    """The office's name, in the language of the paper."""
    settings = page.gateway.settings
    return settings.office_name_zh if page.language == "zh" else settings.office_name_en


async def _read(page: Page, paper: Paper, why: str) -> Json:
    purpose = {"purpose": PURPOSE.format(why=why)} if paper.purposeful else {}
    asked = {**paper.record.purpose(page), **purpose}
    return await page.services.ask(paper.record.service, paper.record.source, asked, page.ids)


def _form(page: Page, paper: Paper, typed: Mapping[str, str]) -> SchemaForm:
    return SchemaForm(paper.fields(), page.language, (Input("language", "choices"), Input("why", wide=True)), typed)


async def _ask(page: Page, paper: Paper, form: SchemaForm) -> Response:
    thing = await paper.record.read(page)
    await page.people()
    wanted = {"kind": paper.kind, **paper.about_it(page, thing)}
    asked = page.services.ask("printing", "/prints", {name: str(value) for name, value in wanted.items()})
    printed = await or_none(asked, also_refused=True)
    rows = [
        (text_at(one, "number"), moment_at(one, "printed_at"), page.person(text_at(one, "printed_by")))
        for one in rows_at(printed or {}, "items")
        if one.get("pages")
    ]
    context = {"title": paper.title, "what": paper.names(page, thing), "printed": rows, "form": form}
    back = paper.record.address(page.ids)
    return await page.show("printing/paper.html", form.status, **context, back=back, away=printed is None)
