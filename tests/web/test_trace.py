"""One trace from a click through outbox and broker to the effect, also when the way there was long."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from pymongo import MongoClient

from shared.messaging import redrive, unfinished
from shared.observability.tracing import configure_tracing
from tests.eventually import eventually
from tests.web.test_host import Staff, a_staff

pytestmark = pytest.mark.servers

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CLICK = f"00-{TRACE}-00f067aa0ba902b7-01"
UNFROZEN = "grants.project.unfrozen.v1"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    configure_tracing("counting", exporter=exporter)
    yield exporter
    configure_tracing("test")


@pytest.fixture
async def staff(
    mongo_url: str,
    vhost_url: str,
    database: str,
    tmp_path: Path,
    spans: InMemorySpanExporter,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Staff]:
    monkeypatch.setattr(unfinished, "LADDER", (timedelta(milliseconds=100),) * 5)
    monkeypatch.setattr(redrive, "EVERY_S", 0.05)
    async with a_staff(mongo_url, vhost_url, database, tmp_path) as one:
        yield one


def of_click(spans: InMemorySpanExporter, name: str = "") -> list[ReadableSpan]:
    """The click's spans whose names begin like this, in the order of their ends."""
    found = (span for span in spans.get_finished_spans() if span.context is not None)
    return [span for span in found if f"{span.context.trace_id:032x}" == TRACE and span.name.startswith(name)]


async def test_click_publish_and_effect_are_one_trace(staff: Staff, spans: InMemorySpanExporter) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    await staff.post(f"/counters/{made}/count", {"times": 2}, Idempotency_Key="k", traceparent=CLICK)
    await eventually(lambda: len(of_click(spans, "react")) == 2)
    assert (await staff.get(f"/ledgers/{made}")).json() == [1, 2]
    (click,) = of_click(spans, "http")
    assert click.parent is not None
    assert f"{click.parent.span_id:016x}" == CLICK.split("-")[2]
    assert [span.name for span in of_click(spans, "publish")] == [f"publish {UNFROZEN}"] * 2
    assert [span.name for span in of_click(spans, "receive")] == [f"receive {UNFROZEN}"] * 2
    assert [span.attributes for span in of_click(spans, "receive")] == [{"tongxin.outcome": "applied"}] * 2
    assert [span.name for span in of_click(spans, "react")] == [f"react {UNFROZEN}"] * 2
    for later in (*of_click(spans, "publish"), *of_click(spans, "receive")):
        assert later.parent is not None
        assert later.parent.span_id == click.context.span_id
    deliveries = {span.context.span_id for span in of_click(spans, "receive") if span.context}
    assert {span.parent.span_id for span in of_click(spans, "react") if span.parent} == deliveries


async def test_trace_goes_on_through_failures_and_waiting(
    staff: Staff, spans: InMemorySpanExporter, mongo_url: str, database: str
) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    with MongoClient[dict[str, object]](mongo_url) as client:
        ledgers = client[f"{database}counting"]["ledgers"]
        ledger = ledgers.find_one_and_delete({"_id": made})
        assert ledger is not None
        await staff.post(f"/counters/{made}/count", {"times": 2}, Idempotency_Key="k", traceparent=CLICK)
        await eventually(lambda: len(of_click(spans, "react")) >= 4)
        ledgers.insert_one(ledger)
    await eventually(
        lambda: [span.status.status_code for span in of_click(spans, "react")].count(StatusCode.UNSET) == 2
    )
    assert (await staff.get(f"/ledgers/{made}")).json() == [1, 2]
    failed = [span for span in of_click(spans, "react") if span.status.status_code is StatusCode.ERROR]
    assert len(failed) >= 4
    assert {span.status.description for span in failed} == {"NotFound"}
    received = [span.attributes for span in of_click(spans, "receive")]
    assert sorted(one["tongxin.outcome"] for one in received if one) == ["retrying", "waiting"]


async def test_request_without_a_trace_begins_one_that_its_event_carries_on(
    staff: Staff, spans: InMemorySpanExporter
) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    await staff.post(f"/counters/{made}/count", Idempotency_Key="k")
    effect = await eventually(lambda: [span for span in spans.get_finished_spans() if span.name.startswith("react")])
    clicks = [span for span in spans.get_finished_spans() if span.name == "http POST" and span.parent is None]
    assert effect[0].context.trace_id in [span.context.trace_id for span in clicks if span.context]
