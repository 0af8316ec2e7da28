"""What is said where there is no page, in the language of the address: 404, 405, 429, 500, 503."""

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.public.entrypoints.caching import SOON_S, kept
from services.public.entrypoints.rendering import Rendering
from services.public.entrypoints.words import LANGUAGES, say
from shared.kernel.errors import DomainError, Unavailable
from shared.web.application import Application

SENTENCES = {404: "not_found", 405: "wrong_method", 429: "too_many", 500: "away", 503: "away"}
"""Each status with its words; any other is told as 404 is."""
log = structlog.get_logger()


class Refusal:
    """An ASGI application that answers with one of these pages."""

    def __init__(self, rendering: Rendering, status: int, seconds: int = 0) -> None:
        self._rendering = rendering
        self._status = status
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await refused(self._rendering, scope["path"], self._status, self._seconds)(scope, receive, send)


def refused(rendering: Rendering, path: str, status: int, seconds: int = 0) -> Response:
    """The page of a status; ``seconds`` is after how long to try again."""
    language = next((one for one in LANGUAGES if path.startswith(f"/{one}/")), LANGUAGES[0])
    name = SENTENCES.get(status, "not_found")
    why = say(language, f"{name}_why", seconds=seconds)
    text = rendering.page("refusal.html", language, "/", title=say(language, name), why=why)
    headers = {"Cache-Control": kept(SOON_S) if status == 404 else "no-store"}
    if seconds:
        headers["Retry-After"] = str(seconds)
    return Response(text, status, headers, "text/html")


def too_many(rendering: Rendering, seconds: int) -> Refusal:
    """The address asked too often; in so many seconds it may again."""
    return Refusal(rendering, 429, seconds)


def no_such_page(rendering: Rendering) -> Refusal:
    """There is no page for this reader."""
    return Refusal(rendering, 404)


def add_refusals(api: Application) -> None:
    """Answer what the pages raise."""
    rendering: Rendering = api.state.rendering

    async def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return refused(rendering, request.url.path, status)

    async def domain(request: Request, error: Exception) -> Response:
        status = 503 if isinstance(error, Unavailable) else 404
        return refused(rendering, request.url.path, status, 30 if status == 503 else 0)

    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("site.failed", exc_info=error)
        return refused(rendering, request.url.path, 500)

    api.add_exception_handler(HTTPException, http)
    api.add_exception_handler(DomainError, domain)
    api.add_exception_handler(Exception, unexpected)
