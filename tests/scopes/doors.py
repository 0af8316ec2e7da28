"""The routes of the services as their hosts make them, with nothing behind: who is let in is not answered 403."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import httpx
from fastapi import FastAPI
from joserfc.jwk import OKPKey

from shared.command.declaration import AnyCommand
from shared.host import ServiceSpec, application_of
from shared.kernel.cause import Actor
from shared.kernel.errors import Conflict
from shared.kernel.ids import new_id
from shared.web.actor import TrustedKeys, mint
from shared.web.settings import HostSettings

SERVICES = ("registry", "grants", "rescue", "notify", "printing")
KEY = OKPKey.generate_key("Ed25519")
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
WITHOUT_TOKEN = ("/health/", "/metrics", "/openapi.json", "/version")


class LetIn(Conflict):
    """Whoever comes this far was let in."""


class Empty:
    """Has everything, and breaks when it is asked to do anything."""

    def __getattr__(self, name: str) -> Empty:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: object, **__: object) -> None:
        raise LetIn


def spec_of(service: str) -> ServiceSpec[Any]:
    """The service."""
    spec: ServiceSpec[Any] = import_module(f"services.{service}.main").SERVICE
    return spec


def commands() -> Iterator[tuple[str, AnyCommand[Any]]]:
    """Every declared command of every service."""
    for service in SERVICES:
        for declared in spec_of(service).commands:
            yield service, declared  # type: ignore[misc]


@cache
def api_of(service: str) -> FastAPI:
    """Its routes; behind them stand things that answer nothing sensible."""
    api = application_of(spec_of(service), HostSettings.model_construct())
    app_of = import_module(f"services.{service}.app").App
    given = {"rows": lambda _: Empty()}
    api.state.app = app_of(*(given.get(name, Empty()) for name in inspect.signature(app_of).parameters))
    nothing, clock, keys = Empty(), SimpleNamespace(now=lambda: NOON), TrustedKeys.of(service, KEY)
    api.state.host = SimpleNamespace(actor_keys=keys, clock=clock, access_log=nothing, reader=nothing, files=nothing)
    return api


@cache
def document_of(service: str) -> Mapping[str, Any]:
    """What it says of itself."""
    return api_of(service).openapi()


def queries(service: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Path and description of everything that can be read of a service, its operators' facts too."""
    for path, methods in document_of(service)["paths"].items():
        if "get" in methods and not path.startswith(WITHOUT_TOKEN):
            yield path, methods["get"]


def operations(service: str) -> Iterator[tuple[str, str]]:
    """Method and path of everything."""
    for path, methods in document_of(service)["paths"].items():
        if not path.startswith(WITHOUT_TOKEN):
            yield from ((method.upper(), path) for method in methods)


async def ask(service: str, method: str, path: str, actor: Actor | None, params: Mapping[str, str] = {}) -> int:
    """The status that somebody is answered."""
    token = {} if actor is None else {"Authorization": f"Bearer {mint(KEY, actor, NOON, new_id(), service)}"}
    transport = httpx.ASGITransport(api_of(service), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        headers = {**token, "Idempotency-Key": new_id()}
        with patch("shared.web.problems.log"):
            answer = await http.request(method, path.replace("{", "").replace("}", ""), headers=headers, params=params)
    return answer.status_code


def asked_for(service: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Values for what a query insists on."""
    needed = (one for one in given.get("parameters", ()) if one["in"] == "query" and one.get("required"))
    return {one["name"]: _value(service, one["schema"]) for one in needed}


def _value(service: str, schema: Mapping[str, Any]) -> str:
    if reference := schema.get("$ref"):
        return _value(service, document_of(service)["components"]["schemas"][reference.rpartition("/")[2]])
    options: list[str] = schema.get("enum", [])
    return options[0] if options else "x" * max(1, schema.get("minLength", 1))
