"""What Prometheus may ask: few metrics, few labels, all named ``tongxin_*``. Labels never carry ids or people."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)

_FAST = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
_LAG = (0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600, 3600)

outbox_pending = Gauge("tongxin_outbox_pending", "Documents with events still to be published", registry=REGISTRY)
outbox_oldest_seconds = Gauge(
    "tongxin_outbox_oldest_seconds", "Age of the oldest event still to be published", registry=REGISTRY
)
events_published = Counter(
    "tongxin_events_published_total", "Events that the broker confirmed", ["type"], registry=REGISTRY
)
publish_failures = Counter(
    "tongxin_publish_failures_total",
    "Publishes that failed: away (no broker) or refused (a queue is full, or prepare was not run)",
    ["reason"],
    registry=REGISTRY,
)
events_consumed = Counter(
    "tongxin_events_consumed_total",
    "Deliveries by outcome: applied, retrying, waiting or parked",
    ["type", "outcome"],
    registry=REGISTRY,
)
reaction_seconds = Histogram(
    "tongxin_reaction_seconds", "Time that a reaction took", ["type"], buckets=_FAST, registry=REGISTRY
)
consumer_lag_seconds = Histogram(
    "tongxin_consumer_lag_seconds", "From the time of the event to its effect", buckets=_LAG, registry=REGISTRY
)
consumer_paused = Gauge("tongxin_consumer_paused", "1 while the consumer waits for MongoDB", registry=REGISTRY)
broker_session = Gauge(
    "tongxin_broker_session",
    "1 while this part (relay, consumer or hints) has its session with the broker",
    ["part"],
    registry=REGISTRY,
)
unfinished = Gauge(
    "tongxin_unfinished", "Messages not finished: retrying, waiting, parked", ["state"], registry=REGISTRY
)
pass_time_lag_seconds = Gauge(
    "tongxin_pass_time_lag_seconds", "How late the most overdue deadline is being looked at", registry=REGISTRY
)
clock_apart_seconds = Gauge(
    "tongxin_clock_apart_seconds",
    "How far this machine's clock is ahead of the database server's; negative when it is behind",
    registry=REGISTRY,
)
pass_time_runs = Counter(
    "tongxin_pass_time_runs_total",
    "Documents that time was passed on: passed, overtaken (nothing left to do), gone (erased) or failed",
    ["outcome"],
    registry=REGISTRY,
)
working_calendar_missing = Gauge(
    "tongxin_working_calendar_missing",
    "The year whose working calendar has to be entered (next year's from 1 November on); 0 while none is missing",
    registry=REGISTRY,
)
wire_duplicates = Counter(
    "tongxin_wire_duplicates_total", "Repeated events that were absorbed without effect", registry=REGISTRY
)
order_breaks = Counter(
    "tongxin_order_breaks_total", "Events that came after a later one of their subject", registry=REGISTRY
)
http_requests = Counter(
    "tongxin_http_requests_total",
    "Requests by route template and status",
    ["method", "route", "status"],
    registry=REGISTRY,
)
http_seconds = Histogram(
    "tongxin_http_seconds", "Time that a request took", ["route"], buckets=_FAST, registry=REGISTRY
)
build_info = Gauge(
    "tongxin_build_info", "Which service and version this is; always 1", ["service", "version"], registry=REGISTRY
)


def value_of(metric: Counter | Gauge) -> float:
    """The present value of a counter or gauge; of one with labels, pass the child for these labels."""
    return float(next(iter(metric.collect())).samples[0].value)


def exposition() -> tuple[bytes, str]:
    """All metrics in the Prometheus text format, and its content type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
