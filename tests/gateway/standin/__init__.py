"""Stand-ins for the four services: answers by method and path, with data in the shape that the services give it."""

import re
from collections.abc import Callable
from typing import Any

import httpx

from tests.gateway.standin import grants, notify, ops, registry, rescue

Answer = tuple[int, Any]
Routes = dict[str, Callable[..., Answer]]
SERVICES: dict[str, Routes] = {
    "registry": registry.ROUTES | ops.routes("registry"),
    "grants": grants.ROUTES | ops.routes("grants"),
    "rescue": rescue.ROUTES | ops.routes("rescue"),
    "notify": notify.ROUTES | ops.routes("notify"),
}
NOT_FOUND = {"slug": "not-found", "zh": "没有找到。请核对编号。", "en": "Not found. Please check the number."}


class StandIn:
    """One service's stand-in; ``asked`` keeps the requests, ``instead`` replaces answers, ``away`` breaks the line."""

    def __init__(self, routes: Routes) -> None:
        self.routes = routes
        self.asked: list[httpx.Request] = []
        self.instead: dict[str, Answer] = {}
        self.away = False

    def answer(self, request: httpx.Request) -> httpx.Response:
        """The first route whose ``METHOD /path`` pattern fits."""
        if self.away:
            raise httpx.ConnectError("no route", request=request)
        self.asked.append(request)
        line = f"{request.method} {request.url.path}"
        if line in self.instead:
            status, body = self.instead[line]
            return httpx.Response(status, json=body)
        for pattern, handler in self.routes.items():
            if found := re.fullmatch(pattern, line):
                status, body = handler(request, *found.groups())
                return httpx.Response(status, json=body)
        return httpx.Response(404, json=NOT_FOUND)

    def client(self, name: str) -> httpx.AsyncClient:
        """A client that reaches this stand-in."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer), base_url=f"http://{name}")


def standins() -> dict[str, StandIn]:
    """One for each service."""
    return {name: StandIn(routes) for name, routes in SERVICES.items()}
