"""One trace leads from the click in one service through outbox and broker to the effect in another."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from deploy.keys import KeyFiles, ensure_keys
from deploy.prepare import prepare
from services.grants.main import SERVICE as GRANTS
from services.registry.main import SERVICE as REGISTRY
from shared.host import service_of
from shared.kernel.cause import Actor
from shared.kernel.clock import SystemClock
from shared.observability.tracing import configure_tracing
from shared.web.actor import mint, read_key
from tests.builders_registry import a_code

pytestmark = pytest.mark.servers

CLICK = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
ORGANISATION = {
    "uscc": a_code(1, prefix="52"),
    "name": "奉化区锋之社社会工作服务中心",
    "kind": "service_agency",
    "street_code": "330213001",
    "founded_on": "2015-06-01",
}


@pytest.fixture
def spans() -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    configure_tracing("tongxin", exporter=exporter)
    return exporter


@pytest.fixture
async def services(
    mongo_url: str, vhost_url: str, database: str, tmp_path: Path
) -> AsyncIterator[tuple[FastAPI, FastAPI, KeyFiles]]:
    keys = KeyFiles.below(tmp_path)
    ensure_keys(keys, sealed_data=False)
    await prepare(mongo_url, vhost_url, database)
    given: dict[str, Any] = {
        "mongo_url": mongo_url,
        "amqp_url": vhost_url,
        "database_prefix": database,
        "actor_public_key": keys.actor_public,
        "master_key": keys.master,
    }
    registry, grants = (service_of(spec, spec.settings(**given)) for spec in (REGISTRY, GRANTS))
    async with AsyncExitStack() as stack:
        for api in (registry, grants):
            await stack.enter_async_context(api.router.lifespan_context(api))
        yield registry, grants, keys
    configure_tracing("test")


async def test_one_trace_leads_from_a_click_to_its_effect_in_another_service(
    services: tuple[FastAPI, FastAPI, KeyFiles], spans: InMemorySpanExporter
) -> None:
    registry, grants, keys = services
    registrar = Actor("dengji", frozenset({"registrar"}))
    token = mint(read_key(keys.actor_private), registrar, SystemClock().now(), "t-1", "registry")
    first, second = ({"authorization": f"Bearer {token}", "idempotency-key": key} for key in ("k-1", "k-2"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(registry), base_url="http://registry") as http:
        made = await http.post("/organisations", json=ORGANISATION, headers=first)
        assert made.status_code == 201, made.text
        where = f"/organisations/{made.json()['id']}/abnormal-reasons"
        listed = await http.post(where, json={"code": "unreachable"}, headers={**second, "traceparent": CLICK})
        assert listed.status_code == 201, listed.text
    async with asyncio.timeout(20):
        while not (effects := [span for span in in_trace(spans) if span.name.startswith("react ")]):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert await grants.state.host.reader.one("standings", {"_id": made.json()["id"]}) is not None
    by_name = {span.name: span for span in in_trace(spans)}
    click, published = by_name["http POST"], by_name["publish registry.organisation.listed_abnormal.v1"]
    assert [span.name for span in effects] == ["react registry.organisation.listed_abnormal.v1"]
    received = by_name["receive registry.organisation.listed_abnormal.v1"]
    for later in (published, received):
        assert later.parent is not None
        assert later.parent.span_id == click.context.span_id
    assert received.attributes == {"tongxin.outcome": "applied"}
    assert effects[0].parent is not None
    assert effects[0].parent.span_id == received.context.span_id
    assert json.loads(click.to_json())["parent_id"] == "0x00f067aa0ba902b7"


def in_trace(spans: InMemorySpanExporter) -> list[ReadableSpan]:
    """The finished spans of the click's trace."""
    return [span for span in spans.get_finished_spans() if f"{span.context.trace_id:032x}" == CLICK.split("-")[1]]
