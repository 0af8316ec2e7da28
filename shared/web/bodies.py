"""How large a body may be: more is refused before it is kept or parsed, also from callers who show no token."""

from re import Pattern

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kernel.errors import Invalid

LARGEST = 2 * 1024 * 1024
"""Of a body in JSON, in bytes: parsing it holds up everybody else for some hundredths of a second."""
LARGEST_WITH_FILES = 12 * 1024 * 1024
"""Of a form with files, in bytes."""


class BodyTooLarge(Invalid):
    status = 413
    slug = "body-too-large"
    zh, en = (
        "内容太大，什么都没有保存。请缩短文字，或分成几份再提交。",
        "This is too large, and nothing was saved. Shorten the text, or send it in several parts.",
    )


class BoundedBodies:
    """ASGI middleware. Whoever reads a body that is too large gets HTTPException 413.

    A POST to a path that ``streams`` fits is a file, read as it comes by a route that bounds it itself.
    """

    def __init__(self, app: ASGIApp, streams: Pattern[str] | None = None) -> None:
        self._app = app
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        bounded = scope["type"] == "http" and not self._is_stream(scope)
        await self._app(scope, _bounded(Headers(scope=scope), receive) if bounded else receive, send)

    def _is_stream(self, scope: Scope) -> bool:
        fits = self._streams is not None and self._streams.fullmatch(scope["path"])
        return bool(fits) and scope["method"] == "POST"


def _bounded(headers: Headers, receive: Receive) -> Receive:
    most = LARGEST_WITH_FILES if headers.get("content-type", "").startswith("multipart/form-data") else LARGEST
    told, read = headers.get("content-length", ""), 0

    async def bounded() -> Message:
        nonlocal read
        if told.isdecimal() and int(told) > most:
            raise HTTPException(BodyTooLarge.status)
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(BodyTooLarge.status)
        return message

    return bounded
