"""Around every request: correlation id, a span under the caller's, metrics by route, and answers that are not kept."""

import time

from opentelemetry.trace import SpanKind
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kernel.ids import new_id
from shared.observability import metrics
from shared.observability.logging import about
from shared.observability.tracing import span_from

_QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})


class AroundRequests:
    """ASGI middleware of every service."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _QUIET:
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        correlation_id = headers.get(b"x-correlation-id", b"").decode("latin-1")[:100] or new_id()
        if b"x-correlation-id" not in headers:
            scope["headers"] = [*scope["headers"], (b"x-correlation-id", correlation_id.encode("latin-1"))]
        traceparent = headers.get(b"traceparent", b"").decode("latin-1") or None
        status, began = 500, time.perf_counter()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = [(b"x-correlation-id", correlation_id.encode("latin-1")), (b"cache-control", b"no-store")]
                message["headers"] = [*message.get("headers", []), *extra]
            await send(message)

        with (
            about(correlation_id=correlation_id),
            span_from(traceparent, f"http {scope['method']}", kind=SpanKind.SERVER),
        ):
            try:
                await self._app(scope, receive, note)
            finally:
                route = getattr(scope.get("route"), "path", "unknown")
                metrics.http_requests.labels(scope["method"], route, str(status)).inc()
                metrics.http_seconds.labels(route).observe(time.perf_counter() - began)
