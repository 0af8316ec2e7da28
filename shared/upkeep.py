"""What keeps the stores of a service in order beside everything else: journals are begun, absorbed causes forgotten."""

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from shared.background import Background
from shared.kernel.clock import Clock
from shared.storage.store import AggregateStore

EVERY_S = 3600.0
log = structlog.get_logger()


class Upkeep(Background):
    """Runs once at the start, where it finds documents that are older than the journal, and then every hour.

    Safe on any number of replicas, and to interrupt.
    """

    def __init__(self, stores: Mapping[str, AggregateStore[Any]], clock: Clock) -> None:
        super().__init__(self._run_always, "upkeep")
        self._stores = stores
        self._clock = clock

    async def _run_always(self) -> None:
        while True:
            await self.once()
            await asyncio.sleep(EVERY_S)

    async def once(self) -> None:
        """Begin the journals of documents that have none, and forget causes after their 35 days. Raises StorageAway."""
        for collection, store in self._stores.items():
            if begun := await store.older.begin_journals(self._clock.now()):
                log.info("journals.begun", collection=collection, documents=begun)
            await store.forget_handled(self._clock.now())
