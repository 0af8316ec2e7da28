"""The stand-ins answer what the services' own models allow."""

import json
import re
from importlib import import_module
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from shared.web import health, ops
from shared.web.command_routes import command_router
from tests.gateway.standin import SERVICES, StandIn

PARTS = re.compile(r"\{[^}]+\}")
UNSHAPED = {"/health/live", "/metrics"}


def routes_of(service: str) -> list[APIRoute]:
    """Every route of a service, as its host declares them."""
    spec = import_module(f"services.{service}.main").SERVICE
    routers = (*spec.routers, command_router(spec.commands), ops.router, health.router)
    return [route for router in routers for route in router.routes if isinstance(route, APIRoute)]


def route_for(service: str, method: str, path: str) -> APIRoute | None:
    """The route that answers this request."""
    for route in routes_of(service):
        if method in route.methods and re.fullmatch(PARTS.sub("[^/]+", route.path), path):
            return route
    return None


def requests() -> list[tuple[str, str, str]]:
    """Service, method and path of one request for each route of the stand-ins."""
    found = []
    for service, routes in SERVICES.items():
        for pattern in routes:
            line = pattern.replace(r"\.", ".").replace(r"(\d)", "1").replace(r"(\w+)", "x").replace(r"(p-1)", "p-1")
            line = re.sub(r"\(\?:\\\|\|%7C\)", "%7C", line)
            line = re.sub(r"\((\?:)?(\w+)\|[\w|]+\)", r"\2", line)
            line = line.replace(r"[\w/-]+", "interviews").replace(r"(p-\d)", "p-1")
            method, _, path = line.partition(" ")
            found.append((service, method, path))
    return found


@pytest.mark.parametrize(("service", "method", "path"), requests())
def test_standin_answers_as_the_service_would(service: str, method: str, path: str) -> None:
    route = route_for(service, method, path)
    assert route, f"{service} has no {method} {path}"
    query = {"purpose": "x", "name": "王建国"} if service == "rescue" else {}
    request = httpx.Request(method, f"http://{service}{path}", params=query)
    answer = StandIn(SERVICES[service]).answer(request)
    assert answer.is_success, (route.path, answer.text)
    model = route.response_model
    if model is None or path in UNSHAPED or answer.headers["content-type"] == "application/pdf":
        return
    TypeAdapter(model).validate_python(json.loads(answer.content), strict=False)
    assert_nothing_more(json.loads(answer.content), model)


def assert_nothing_more(body: Any, model: Any) -> None:
    """The stand-in says no field that the service does not know."""
    kept = TypeAdapter(model).dump_python(TypeAdapter(model).validate_python(body), mode="json")
    if isinstance(body, dict) and isinstance(kept, dict):
        assert set(body) <= set(kept)
