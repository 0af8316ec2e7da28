"""One id for everything that follows from a click: in our log lines, in the services' and on the error page."""

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.kernel.ids import new_id


class CorrelationIds:
    """ASGI middleware: gives each request a fresh id; what a browser sends is not trusted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = scope.setdefault("state", {})["correlation_id"] = new_id()
        with structlog.contextvars.bound_contextvars(correlation_id=correlation_id):
            await self._app(scope, receive, send)
