"""What is written down while a test runs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import LogCapture


@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines of the log."""
    kept, before = LogCapture(), structlog.get_config()
    structlog.configure(processors=[kept], cache_logger_on_first_use=False)
    yield lambda: [dict(line) for line in kept.entries]
    structlog.configure(**before)
