"""Marked personal values are thrown at every operation of every service: as it asks for them, as it cannot take them,
and while it breaks inside. None comes out in a log line, an error's answer, a metric or a trace.

Basis: 《个人信息保护法》 第五十一条.
"""

import io
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.roles import Role
from shared.observability.logging import configure_logging
from shared.observability.tracing import configure_tracing
from shared.storage.reading import Reader
from shared.storage.store import AggregateStore
from shared.web.actor import mint
from tests.running_services import Service, running_office

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600), pytest.mark.usefixtures("restored_log")]

MARK = "欧阳标记甲"
SERVICES = ("registry", "grants", "rescue", "notify", "printing")
TELL_BACK = ("uscc-ill-formed", "native-place-unknown")
"""Errors that tell a code that is no code back to whoever typed it; no log has them."""
METHODS = ("get", "post", "put", "delete")
EVERYTHING = Actor("jiancha", frozenset(Role))


class Age(BaseModel):
    age: int


def breaks(*_: object, **__: object) -> Any:
    """Fail as a library does that shows what it was given."""
    try:
        Age.model_validate({"age": MARK})
    except ValueError as error:
        raise RuntimeError(f"cannot keep {MARK}") from error


def marked(schema: dict[str, Any], document: dict[str, Any], depth: int = 0) -> Any:
    """A value of this schema, with the mark wherever it may stand."""
    if depth > 8:
        return MARK
    if "$ref" in schema:
        return marked(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document, depth + 1)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return marked(schema[several][0], document, depth + 1)
    match schema.get("type"):
        case "object":
            return {name: marked(one, document, depth + 1) for name, one in schema.get("properties", {}).items()}
        case "array":
            return [marked(schema.get("items", {}), document, depth + 1)]
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            known = {"date": "2026-09-01", "date-time": "2026-09-01T08:00:00+08:00"}
            return known.get(schema.get("format", ""), MARK[: schema.get("maxLength", 50)])


def wrong(value: Any) -> Any:
    """The same with the mark in place of everything that is no text."""
    if isinstance(value, dict):
        return {name: wrong(inner) for name, inner in value.items()} | {"extra": MARK}
    if isinstance(value, list):
        return [wrong(inner) for inner in value]
    return MARK


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: its method, its path with marks in it, and what is said of it."""
    for path, known in document["paths"].items():
        for method in METHODS:
            if method in known:
                yield method.upper(), path, known[method]


async def thrown(service: Service, document: dict[str, Any]) -> list[str]:
    """The answers of all operations that were refused, or broke."""
    refused = []
    for method, path, operation in operations(document):
        named = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
        filled = path
        for one in operation.get("parameters", []):
            if one["in"] == "path":
                filled = filled.replace("{" + one["name"] + "}", MARK)
        content = operation.get("requestBody", {}).get("content", {})
        fits = marked(content.get("application/json", {}).get("schema", {}), document) if content else None
        for body in (fits, wrong(fits)) if content else (None,):
            token = mint(service.key, EVERYTHING, service.host.clock.now(), new_id(), service.host.name)
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}
            asked = dict.fromkeys(named, MARK)
            answer = await service.http.request(method, filled, params=asked, json=body, headers=headers)
            if answer.status_code >= 400 and answer.json()["slug"] not in TELL_BACK:
                refused.append(f"{method} {path} {answer.text}")
    return refused


@pytest.mark.parametrize("name", SERVICES)
async def test_marked_values_come_out_nowhere(
    name: str, mongo_url: str, vhost_url: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec, stream, spans = import_module(f"services.{name}.main").SERVICE, io.StringIO(), InMemorySpanExporter()
    async with running_office(mongo_url, vhost_url, database, tmp_path, spec) as office:
        service: Service = getattr(office, name)
        document = (await service.http.get("/openapi.json")).json()
        configure_logging(name, stream=stream)
        configure_tracing(name, exporter=spans)
        refused = await thrown(service, document)
        with monkeypatch.context() as broken:
            for kind in (AggregateStore, Reader):
                for verb in ("get", "change", "create", "one", "every", "aggregate"):
                    if hasattr(kind, verb):
                        broken.setattr(kind, verb, breaks)
            inside = await thrown(service, document)
        measured = (await service.http.get("/metrics")).text
    assert any("unexpected" in one for one in inside)
    assert "RuntimeError" in stream.getvalue()
    for where in (
        stream.getvalue(),
        measured,
        *refused,
        *inside,
        *(one.to_json() for one in spans.get_finished_spans()),
    ):
        place = where.find(MARK[:3])
        assert place < 0, where[max(0, place - 700) : place + 300]
