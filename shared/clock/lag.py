"""How late the clock loop is: the age of the most overdue deadline that it has not processed yet."""

import asyncio
from collections.abc import Sequence

import structlog

from shared.background import Background
from shared.kernel.clock import Clock
from shared.kernel.errors import Unavailable
from shared.observability.metrics import pass_time_lag_seconds
from shared.storage.reading import Reader

EVERY_S = 5.0
log = structlog.get_logger(__name__)


class ClockLag(Background):
    """Keeps the gauge ``tongxin_pass_time_lag_seconds``; 0 when nothing is overdue."""

    def __init__(self, reader: Reader, collections: Sequence[str], clock: Clock) -> None:
        super().__init__(self._run_always, "clock-lag")
        self._reader = reader
        self._collections = tuple(collections)
        self._clock = clock

    async def _run_always(self) -> None:
        while True:
            try:
                await self.measure()
            except Unavailable:
                log.info("clock_lag.storage_away")
            await asyncio.sleep(EVERY_S)

    async def measure(self) -> float:
        """The lag in seconds now. Raises Unavailable."""
        now, lag = self._clock.now(), 0.0
        for collection in self._collections:
            due = {"next_due_at": {"$type": "date", "$lte": now}}
            for first in await self._reader.every(collection, due, [("next_due_at", 1)], limit=1):
                lag = max(lag, (now - first["next_due_at"]).total_seconds())
        pass_time_lag_seconds.set(lag)
        return lag
