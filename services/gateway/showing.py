"""What the page being rendered needs to know of its reader: language, formats, form token."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from services.gateway.formats import Formats
from shared.kernel.ids import new_id


@dataclass(frozen=True)
class Showing:
    """One reader at one moment."""

    formats: Formats
    csrf_token: str
    form_key: str | None = None
    """The key of a form that was handed back and is now continued: it may have been carried out already."""


_current: ContextVar[Showing] = ContextVar("showing")


@contextmanager
def showing(reader: Showing) -> Iterator[None]:
    """Render for this reader inside the block."""
    mark = _current.set(reader)
    try:
        yield
    finally:
        _current.reset(mark)


class FormatsOfReader:
    """Stands for the reader's Formats in templates and macros."""

    def __getattr__(self, name: str) -> object:
        return getattr(_current.get().formats, name)


def csrf_token() -> str:
    """The token that the reader's forms must carry."""
    return _current.get().csrf_token


def form_key() -> str:
    """The Idempotency-Key of one form, so that sending it twice does it once."""
    return _current.get().form_key or new_id()
