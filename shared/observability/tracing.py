"""One trace from the click through outbox and broker to the effect, carried as a W3C ``traceparent``."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from opentelemetry import trace
from opentelemetry.propagators.textmap import default_getter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON, ParentBased
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

_PROPAGATOR = TraceContextTextMapPropagator()
_NAME = "tongxin"
_exports = False
_tracer: trace.Tracer = TracerProvider(sampler=ALWAYS_OFF).get_tracer(_NAME)


def configure_tracing(
    service: str, endpoint: str | None = None, exporter: SpanExporter | None = None
) -> TracerProvider:
    """Send this process's spans to an OTLP/HTTP ``endpoint``, or to ``exporter`` at once (tests).

    Without either, ids are still made and carried on, so that neighbours who export see whole traces, but nothing
    is recorded here.
    """
    global _tracer, _exports
    exports = endpoint is not None or exporter is not None
    provider = TracerProvider(
        resource=Resource.create({SERVICE_NAME: service}), sampler=ParentBased(ALWAYS_ON if exports else ALWAYS_OFF)
    )
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    elif endpoint is not None:
        provider.add_span_processor(BatchSpanProcessor(_otlp(endpoint)))
    _tracer, _exports = provider.get_tracer(_NAME), exports
    return provider


def traceparent_of_current() -> str | None:
    """The ``traceparent`` of the span that is open now; None outside any span."""
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span_from(
    traceparent: str | None,
    name: str,
    attributes: Mapping[str, AttributeValue] | None = None,
    kind: SpanKind = SpanKind.INTERNAL,
) -> Iterator[Span]:
    """Open a span under ``traceparent``, or under the current span when it is None.

    Of an error its kind is noted, never its words: they may be personal, and spans leave the host.
    """
    context = None
    if traceparent is not None:
        context = _PROPAGATOR.extract({"traceparent": traceparent}, getter=default_getter)
    with _tracer.start_as_current_span(
        name, context, kind, attributes, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except Exception as error:
            span.set_status(StatusCode.ERROR, type(error).__name__)
            raise


def span_if_exported(
    traceparent: str | None, name: str, kind: SpanKind = SpanKind.INTERNAL
) -> AbstractContextManager[Span | None]:
    """Open a span under ``traceparent`` where spans go anywhere; else nothing, since the id is carried on as it is."""
    return span_from(traceparent, name, kind=kind) if _exports else nullcontext()


def span_within(traceparent: str | None, name: str) -> AbstractContextManager[Span | None]:
    """As ``span_if_exported``, but under the span that is open now, where one is."""
    is_inside = _exports and trace.get_current_span().get_span_context().is_valid
    return span_if_exported(None if is_inside else traceparent, name)


def _otlp(endpoint: str) -> SpanExporter:
    """The OTLP exporter, imported only where one is wanted: it costs memory."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(endpoint=endpoint)
