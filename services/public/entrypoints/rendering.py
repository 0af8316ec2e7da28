"""Templates of the site: one environment, everything escaped, nothing undefined."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

import jinja2

from services.public.domain import kinds
from services.public.entrypoints.words import HTML_LANGUAGES, LANGUAGES, say
from shared.kernel.calendar import local_date

STATIC = Path(__file__).parent / "static"
MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class Rendering:
    """Renders pages, and knows the site's own files under addresses with a hash of their content."""

    def __init__(self, office: Mapping[str, str], phone: str, site_url: str) -> None:
        self.files = {_hashed(path): path for path in sorted(STATIC.iterdir())}
        self._urls = {path.name: f"/static/{name}" for name, path in self.files.items()}
        self._told = {"office": office, "phone": phone, "dialled": dialled(phone), "site_url": site_url.rstrip("/")}
        self._pages = {language: self._environment(language) for language in LANGUAGES}

    def page(self, template: str, language: str, path: str, query: str = "", **context: object) -> str:
        """The whole page. ``path`` is its address without the language, such as ``/notices``."""
        other = next(one for one in LANGUAGES if one != language)
        here = f"{path}?{query}" if query else path
        return self._pages[language].get_template(template).render(path=path, here=here, other=other, **context)

    def _environment(self, language: str) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.PackageLoader("services.public.entrypoints", "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        told = {**self._told, "office": self._told["office"][language]}  # type: ignore[index]
        environment.globals |= {
            **told,
            "say": partial(say, language),
            "language": language,
            "html_languages": HTML_LANGUAGES,
            "file": self._urls.__getitem__,
            "kinds": kinds,
            "words_of": lambda kind, code: kinds.words_of(kind, code, language),
            "dialled": dialled,
        }
        environment.filters["day"] = partial(day, language)
        return environment


def day(language: str, moment: datetime | date | str) -> str:
    """A day as people read it, in China: 2026年11月29日, or 29 November 2026."""
    if isinstance(moment, str):
        moment = date.fromisoformat(moment)
    on = local_date(moment) if isinstance(moment, datetime) else moment
    return f"{on.year}年{on.month}月{on.day}日" if language == "zh" else f"{on.day} {on:%B %Y}"


def dialled(phone: str) -> str:
    """The phone number as a telephone dials it: digits, and a plus before them."""
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())
    return f"+{digits}" if phone.strip().startswith("+") else digits


def _hashed(path: Path) -> str:
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}/{path.name}"
