"""Tracebacks in the log tell where and of which kind an error was, never the words of an error.

An error of a library says in words what it could not work with: pydantic shows the input, MongoDB the key that was
there twice, Python the text that is no number. Any of it may be about a person. So only what cannot hold a value is
written: kinds, places in the source, codes, and the words of errors that speak of connections and files.
Basis: 《个人信息保护法》 第六条 (最小范围), 第五十一条.
"""

import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

from pydantic import ValidationError
from pymongo.errors import AutoReconnect, OperationFailure
from structlog.types import EventDict, WrappedLogger

from shared.kernel.errors import DomainError

_SPEAKS_OF_CONNECTIONS = (OSError, AutoReconnect, TimeoutError)
_SPEAKS_OF_CONNECTIONS_TOO = ("aio_pika.", "aiormq.", "pamqp.")
_OURS = "shared."
_LONGEST_CHAIN = 12
_MOST_PLACES = 8


def without_values(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Put the ``exception`` of a line in place of its ``exc_info``."""
    given = line.pop("exc_info", None)
    if isinstance(given, tuple):
        error = given[1]
    elif isinstance(given, BaseException):
        error = given
    else:
        error = sys.exc_info()[1] if given else None
    if error is not None:
        line["exception"] = "\n".join(("Traceback (most recent call last, no words of errors):", *told(error)))
    return line


def told(error: BaseException) -> Iterator[str]:
    """The lines of a traceback without values, the error that came first at the top, as Python writes it."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(following)
        before = following.__cause__
        following = before or (None if following.__suppress_context__ else following.__context__)
    for one in reversed(chain):
        yield from _frames(one.__traceback__)
        yield _kind(one)
        if isinstance(one, BaseExceptionGroup):
            for part in one.exceptions:
                yield from (f"  | {text}" for text in told(part))


def _frames(begins: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(begins):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    words = words_of(error)
    return f"{name}: {words}" if words else name


def words_of(error: BaseException) -> str:
    """What an error may say of itself in the log; nothing of those that are not known to hold no value."""
    if isinstance(error, DomainError):
        return error.slug
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return f"{error.title}: " + "; ".join(_place(one["loc"], one["type"]) for one in found[:_MOST_PLACES])
    if isinstance(error, OperationFailure) and not isinstance(error, AutoReconnect):
        return f"code {error.code}"
    speaks = isinstance(error, _SPEAKS_OF_CONNECTIONS) or type(error).__module__.startswith(_SPEAKS_OF_CONNECTIONS_TOO)
    return str(error) if speaks or type(error).__module__.startswith(_OURS) else ""


def _place(at: tuple[int | str, ...], kind: str) -> str:
    return f"{'.'.join(str(part) for part in at if isinstance(part, int) or part.isidentifier())}: {kind}"
