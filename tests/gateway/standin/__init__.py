"""Stand-ins for the services: answers by method and path, with data in the shape that the services give it."""

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import httpx

from tests.gateway.standin import grants, notify, ops, own, printing, registry, rescue
from tests.second_person import CONFIRMING

Answer = tuple[int, Any]
Routes = dict[str, Callable[..., Answer]]
SERVICES: dict[str, Routes] = {
    "registry": registry.ROUTES | own.REGISTRY | ops.routes("registry"),
    "grants": grants.ROUTES | own.GRANTS | ops.routes("grants"),
    "rescue": rescue.ROUTES | own.RESCUE | ops.routes("rescue"),
    "notify": notify.ROUTES | ops.routes("notify"),
    "printing": printing.ROUTES | ops.routes("printing"),
}
OF_TWO = {one.name for one in CONFIRMING}
OF_A_PICTURE = {"content-type": "image/jpeg", "x-file-ending": "jpg", "accept-ranges": "bytes"}
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
                return _response(status, _confirmable(body), of_a_picture="/files" in request.url.path)
        return httpx.Response(404, json=NOT_FOUND)

    def client(self, name: str) -> httpx.AsyncClient:
        """A client that reaches this stand-in."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer), base_url=f"http://{name}")


def _confirmable(body: Any) -> Any:
    """The answer, in which what may be confirmed by a second person has its review code."""
    if isinstance(body, list):
        return [_confirmable(one) for one in body]
    if not isinstance(body, dict):
        return body
    told = {name: _confirmable(value) for name, value in body.items()}
    if told.get("allowed") is True and told.get("name") in OF_TWO:
        told["review_code"] = review_code(told["name"])
    return told


def review_code(command: str) -> str:
    """The code of what is shown to whoever may confirm by a command."""
    return sha256(command.encode()).hexdigest()


def _response(status: int, body: Any, *, of_a_picture: bool) -> httpx.Response:
    """JSON, a picture, a paper with the name of its file, or what is an answer as it stands."""
    if isinstance(body, httpx.Response):
        return body
    if isinstance(body, bytes) and of_a_picture:
        return httpx.Response(status, content=body, headers=OF_A_PICTURE)
    if isinstance(body, bytes):
        named = {"Content-Disposition": "attachment; filename*=UTF-8''%E4%BB%982026-0001.pdf"}
        return httpx.Response(status, content=body, headers={"Content-Type": "application/pdf", **named})
    return httpx.Response(status, json=body)


def standins() -> dict[str, StandIn]:
    """One for each service."""
    return {name: StandIn(routes) for name, routes in SERVICES.items()}
