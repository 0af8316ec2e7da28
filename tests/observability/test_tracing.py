"""One trace crosses processes by its traceparent, and nothing is recorded unless somebody collects."""

from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.observability.tracing import configure_tracing, span_from, traceparent_of_current


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    configure_tracing("rescue", exporter=exporter)
    yield exporter
    configure_tracing("test")


def test_an_effect_hangs_under_the_click_that_caused_it(spans: InMemorySpanExporter) -> None:
    with span_from(None, "click"):
        stored = traceparent_of_current()
    with span_from(stored, "effect", {"messaging.operation.type": "process"}):
        pass
    click, effect = spans.get_finished_spans()
    assert effect.context.trace_id == click.context.trace_id
    assert effect.parent is not None
    assert effect.parent.span_id == click.context.span_id
    assert effect.resource.attributes["service.name"] == "rescue"


def test_a_failure_inside_a_span_is_noted_and_passed_on(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="no"), span_from(None, "click"):
        raise ValueError("no 张三丰")
    (click,) = spans.get_finished_spans()
    assert not click.status.is_ok
    assert click.status.description == "ValueError"
    assert not click.events


def test_without_a_collector_ids_are_still_carried_on() -> None:
    configure_tracing("rescue")
    with span_from(None, "click") as span:
        assert not span.is_recording()
        stored = traceparent_of_current()
    assert stored is not None
    with span_from(stored, "effect"):
        assert (traceparent_of_current() or "").split("-")[1] == stored.split("-")[1]
    assert traceparent_of_current() is None


@pytest.mark.parametrize("broken", ["", "00-zz-01", "nonsense"])
def test_a_broken_traceparent_begins_a_new_trace(broken: str) -> None:
    configure_tracing("rescue")
    with span_from(broken, "effect"):
        assert traceparent_of_current() is not None
