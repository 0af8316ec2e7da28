"""A job becomes a PDF: HTML by Jinja2, pages by WeasyPrint. Imported in a worker alone; nothing comes from outside.

The same job makes the same bytes: the dates in the file are those of the job, its id is made of number and code.
"""

import hashlib
import re
from datetime import UTC
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from services.printing.adapters.words import HTML_LANGUAGE, WORDS, moment
from services.printing.domain.errors import TooManyPages
from services.printing.ports import Job, MadePaper
from shared.kernel.money import capital_yuan, format_yuan

TEMPLATES = files("services.printing.adapters") / "templates"
PACKAGED = "packaged:"
"""Addresses such as ``packaged:mark.svg`` are files beside the templates; there are no others."""

_RUN, _PLACE = re.compile(r"[!-~]{60}(?=[!-~])"), "\u200b"


class Packaged(URLFetcher):  # type: ignore[misc]
    """Gives what is packaged with the templates, and refuses every other address."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """The packaged file. Raises FatalURLFetchingError for anything else: a paper with a hole is not printed."""
        name = url.removeprefix(PACKAGED)
        if not url.startswith(PACKAGED) or name not in ("mark.svg",):
            raise FatalURLFetchingError("a paper shows only what is packaged with it")
        return URLFetcherResponse(url, (TEMPLATES / name).read_bytes(), {"Content-Type": "image/svg+xml"})


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("services.printing.adapters", "templates"),
        autoescape=True,
        finalize=_with_places_to_break,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(figures=format_yuan, capital=capital_yuan)
    return environment


@cache
def _style() -> str:
    return (TEMPLATES / "paper.css").read_text("utf-8")


def _with_places_to_break(value: object) -> object:
    """A text whose long runs of letters have places where a line may end: setting them takes far less time."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _RUN.sub(lambda run: run[0] + _PLACE, value)
    return value


def html_of(job: Job) -> str:
    """The paper as HTML; everything that was given is escaped."""
    return (
        _environment()
        .get_template(f"{job.kind.value}.html")
        .render(
            sheet=job.sheet,
            number=job.number,
            check_code=job.check_code,
            kind=job.kind,
            printed_at=moment(job.at, job.language),
            created=job.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            words=WORDS[job.language],
            language=HTML_LANGUAGE[job.language],
        )
    )


def render(job: Job, most_pages: int) -> MadePaper:
    """The paper. Raises TooManyPages, and FatalURLFetchingError where it asks for something from outside."""
    fetcher, fonts = Packaged(), FontConfiguration()
    style = CSS(string=_style(), url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=html_of(job), base_url=None, url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=[style], pdf_tags=True)
    if len(document.pages) > most_pages:
        raise TooManyPages(most=most_pages)
    identifier = hashlib.sha256(f"{job.number}\n{job.check_code}".encode()).digest()[:16]
    pdf = document.write_pdf(pdf_identifier=identifier.hex().encode(), pdf_tags=True)
    return MadePaper(pdf or b"", len(document.pages))
