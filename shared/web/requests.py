"""Around every request: correlation id, a span, metrics by route, and answers that nobody stores unless told to."""

import time

from opentelemetry.trace import SpanKind
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kernel.ids import new_id
from shared.observability import metrics
from shared.observability.logging import about
from shared.observability.tracing import span_from

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_QUIET = ("/health/", "/metrics", "/static/", "/live")
"""Not measured and not traced: asked by machines all the time, or open for minutes."""


class AroundRequests:
    """ASGI middleware of every process. Correlation id and trace go on from a caller that is trusted, or begin here."""

    def __init__(self, app: ASGIApp, *, trusts_caller: bool) -> None:
        self._app = app
        self._trusts_caller = trusts_caller

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope) if self._trusts_caller else Headers()
        correlation_id = said.get("x-correlation-id", "")[:100] or new_id()
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        status, began = 500, time.perf_counter()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Correlation-ID"] = correlation_id
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if scope["path"].startswith(_QUIET):
            await self._app(scope, receive, note)
            return
        method = scope["method"] if scope["method"] in _METHODS else "other"
        with (
            about(correlation_id=correlation_id),
            span_from(said.get("traceparent") or None, f"http {method}", kind=SpanKind.SERVER),
        ):
            try:
                await self._app(scope, receive, note)
            finally:
                route = getattr(scope.get("route"), "path", "unknown")
                metrics.http_requests.labels(method, route, str(status)).inc()
                metrics.http_seconds.labels(route).observe(time.perf_counter() - began)


def correlation_of(request: Request) -> str:
    """The id that this request goes by, and everything that it causes."""
    known: str = request.scope.setdefault("state", {}).setdefault("correlation_id", new_id())
    return known
