"""What Prometheus may ask: few metrics, few labels, all named ``tongxin_*``. Labels never carry ids or people."""

from contextlib import suppress

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)

_FAST = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
_SLOW = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60)
_LAG = (0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600, 3600)

outbox_pending = Gauge("tongxin_outbox_pending", "Documents with events still to be published", registry=REGISTRY)
outbox_oldest_seconds = Gauge(
    "tongxin_outbox_oldest_seconds", "Age of the oldest event still to be published", registry=REGISTRY
)
journal_pending = Gauge(
    "tongxin_journal_pending", "Documents with entries still to be moved to the journal", registry=REGISTRY
)
projection_lag_seconds = Gauge(
    "tongxin_projection_lag_seconds",
    "Age of the oldest change that a projection lacks",
    ["projection"],
    registry=REGISTRY,
)
projection_failures = Counter(
    "tongxin_projection_failures_total", "Rows that could not be made", ["projection"], registry=REGISTRY
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
consumer_stalled = Gauge(
    "tongxin_consumer_stalled", "1 while messages wait in the queue and nothing arrives", registry=REGISTRY
)
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
subscriber_told = Counter(
    "tongxin_subscriber_told_total", "Events brought to an outside subscriber", ["subscriber"], registry=REGISTRY
)
subscriber_refused = Counter(
    "tongxin_subscriber_refused_total",
    "Times that a queue of an outside subscriber would not take an event",
    ["subscriber"],
    registry=REGISTRY,
)
subscriber_held_seconds = Gauge(
    "tongxin_subscriber_held_seconds",
    "How long an event has waited for an outside subscriber's queue to take it",
    ["subscriber"],
    registry=REGISTRY,
)
subscriber_missed = Counter(
    "tongxin_subscriber_missed_total",
    "Entries that left the event stream before they were brought to an outside subscriber",
    ["subscriber"],
    registry=REGISTRY,
)
outside_refused = Counter(
    "tongxin_outside_refused_total",
    "Refusals (403, 404) to people from outside, by their role: somebody may be guessing addresses",
    ["role", "status"],
    registry=REGISTRY,
)
papers = Counter(
    "tongxin_papers_total",
    "Papers by outcome: made, refused (too many pages), slow, stopped (the press died) or busy",
    ["outcome"],
    registry=REGISTRY,
)
paper_seconds = Histogram(
    "tongxin_paper_seconds", "Time that a paper took, waiting for the press included", buckets=_SLOW, registry=REGISTRY
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


def forget_subscriber(name: str) -> None:
    """Show nothing of a subscriber that is gone."""
    for metric in (subscriber_told, subscriber_refused, subscriber_held_seconds, subscriber_missed):
        with suppress(KeyError):
            metric.remove(name)


def value_of(metric: Counter | Gauge) -> float:
    """The present value of a counter or gauge; of one with labels, pass the child for these labels."""
    return float(next(iter(metric.collect())).samples[0].value)


def exposition() -> tuple[bytes, str]:
    """All metrics in the Prometheus text format, and its content type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
