"""Log lines as JSON, each with service and correlation id; ours and the libraries' alike, redacted."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from shared.observability.redaction import redact
from shared.observability.tracebacks import without_values
from shared.observability.tracing import traceparent_of_current

_OURS = frozenset({"event", "level", "timestamp", "logger", "service", "exception"})


def configure_logging(service: str, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Write one JSON object a line to ``stream`` (standard error unless told), for this service."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _stamp(service),
        without_values,
        redact_event,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    _quieten()


@contextmanager
def about(**context: str | int | None) -> Iterator[None]:
    """Add ``correlation_id=`` and the like to every line written inside, also by libraries."""
    known = {key: value for key, value in context.items() if value is not None}
    before = structlog.contextvars.bind_contextvars(**known)
    try:
        yield
    finally:
        structlog.contextvars.reset_contextvars(**before)


def redact_event(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Hide personal data in a line; what structlog itself put there is only searched for numbers."""
    return {
        key: value if key.startswith("_") else redact(value, "" if key in _OURS else key) for key, value in line.items()
    }


def _stamp(service: str) -> Processor:
    def stamp(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        line["service"] = service
        if traceparent := traceparent_of_current():
            line["trace_id"] = traceparent.split("-")[1]
        return line

    return stamp


def _quieten() -> None:
    """Route the libraries' loggers through ours, and silence their routine lines."""
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    chatter = {
        "aio_pika": "WARNING",
        "aiormq": "ERROR",
        "httpx": "WARNING",  # its lines hold addresses, and those hold what was searched for
        "pymongo": "WARNING",
        "uvicorn.access": "WARNING",
    }
    for name, level in chatter.items():
        logging.getLogger(name).setLevel(level)
