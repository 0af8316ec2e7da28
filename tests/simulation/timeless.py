"""An event loop in which waiting takes no time: when everybody waits, the clock jumps to whoever waits the shortest."""

import asyncio
import selectors
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

BEGINNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class _Jumping(selectors.SelectSelector):
    """Waits for nothing; it tells the loop how long it would have waited."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else for ever")
        self.passed += max(0.0, timeout)
        return super().select(0)


class TimelessLoop(asyncio.SelectorEventLoop):
    """Deterministic: the same calls happen in the same order every time."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)
        self._clock_resolution = 1e-6

    def time(self) -> float:
        return self._jumping.passed

    def call_exception_handler(self, context: Mapping[str, Any]) -> None:
        """What nobody retrieved is no fault here: replicas are killed in the middle of things."""


class LoopClock:
    """The clock of the loop, for the parts that ask for one."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def now(self) -> datetime:
        """The instant now, to the millisecond as MongoDB keeps it."""
        return BEGINNING + timedelta(milliseconds=int(self._loop.time() * 1000))
