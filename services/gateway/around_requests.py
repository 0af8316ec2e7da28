"""Around every request: a fresh correlation id, a span from which the whole trace starts, metrics by route."""

import time

from opentelemetry.trace import SpanKind
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kernel.ids import new_id
from shared.observability import metrics
from shared.observability.logging import about
from shared.observability.tracing import span_from

_QUIET = ("/health/", "/metrics", "/static/", "/live")


class AroundRequests:
    """ASGI middleware. What a browser says of correlation or trace is not trusted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = scope.setdefault("state", {})["correlation_id"] = new_id()
        if scope["path"].startswith(_QUIET):
            await self._app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with about(correlation_id=correlation_id), span_from(None, f"http {scope['method']}", kind=SpanKind.SERVER):
            try:
                await self._app(scope, receive, note)
            finally:
                route = getattr(scope.get("route"), "path", "unknown")
                metrics.http_requests.labels(scope["method"], route, str(status)).inc()
                metrics.http_seconds.labels(route).observe(time.perf_counter() - began)
