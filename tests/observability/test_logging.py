"""Every line is one JSON object with service and correlation id, whoever wrote it."""

import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
import structlog

from shared.observability.logging import about, configure_logging
from shared.observability.redaction import HIDDEN


@pytest.fixture
def written(restored_log: None) -> io.StringIO:
    stream = io.StringIO()
    configure_logging("rescue", stream=stream)
    return stream


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_of_ours_carries_service_level_time_and_correlation_id(written: io.StringIO) -> None:
    with about(correlation_id="c-1", causation_id=None):
        structlog.get_logger("here").info("case_opened", case_id="k-1", name="张三")
    structlog.get_logger("here").info("later")
    first, second = lines(written)
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "event": "case_opened",
        "case_id": "k-1",
        "name": HIDDEN,
        "correlation_id": "c-1",
        "level": "info",
        "logger": "here",
        "service": "rescue",
    }
    assert "correlation_id" not in second


def test_a_line_of_a_library_takes_the_same_road(written: io.StringIO) -> None:
    with about(correlation_id="c-2"):
        logging.getLogger("uvicorn.error").warning("call %s back", "13805741234")
    (line,) = lines(written)
    assert line["event"] == f"call {HIDDEN} back"
    assert (line["service"], line["correlation_id"], line["level"]) == ("rescue", "c-2", "warning")


@pytest.mark.parametrize("logger_of", [structlog.get_logger, logging.getLogger])
def test_a_traceback_stays_one_line_and_loses_its_numbers(
    written: io.StringIO, logger_of: Callable[[str], Any]
) -> None:
    try:
        raise ValueError("no such person: 330224197503121234")
    except ValueError:
        logger_of("here").exception("failed")
    (line,) = lines(written)
    assert "Traceback" in line["exception"]
    assert "1975" not in line["exception"]
