"""The sweep: what a crash or an outage left in the documents is found and offered to the relay again."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from shared.background import Background
from shared.kernel.clock import Clock
from shared.kernel.errors import Unavailable
from shared.messaging.relay import Relay
from shared.observability import metrics
from shared.storage.lease import Lease
from shared.storage.mongo import Database, Document, reaching_storage

EVERY_S = 1.0
SETTLING = timedelta(seconds=2)
"""Younger events are still on their way from the process that saved them."""

BATCH = 500
log = structlog.get_logger()


class Sweep(Background):
    """Looks every second, under a lease, at the oldest events and entries that wait in the aggregate collections."""

    def __init__(self, database: Database, collections: Sequence[str], relay: Relay, clock: Clock) -> None:
        super().__init__(self._run_always, "sweep")
        self._database = database
        self._collections = tuple(collections)
        self._relay = relay
        self._clock = clock
        self._lease = Lease(database, "sweep")

    async def stop(self) -> None:
        """Stop, and release the lease so that another replica can continue at once."""
        await super().stop()
        await self._lease.give_up()

    async def _run_always(self) -> None:
        while True:
            try:
                await self.measure()
                if self._relay.is_connected and await self._lease.hold():
                    await self.once()
            except Unavailable:
                log.warning("sweep.storage_away")
            except Exception:
                log.exception("sweep.failed")
            await asyncio.sleep(EVERY_S)

    async def once(self, settling: timedelta = SETTLING) -> int:
        """Offer what has been pending for longer than ``settling`` and is not held back already, the oldest first.

        Says how many documents were offered.
        """
        before, offered = self._clock.now() - settling, 0
        for name in self._collections:
            unsent = {"outbox.time": {"$lt": before.isoformat()}, "_id": {"$nin": self._relay.held_back(name)}}
            pending = {document["_id"]: document for document in await self._oldest(name, unsent, "outbox.time")}
            unmoved = {"journal.recorded_at": {"$lt": before}}
            for document in await self._oldest(name, unmoved, "journal.recorded_at"):
                pending.setdefault(document["_id"], {**document, "outbox": ()})
            for document_id, document in pending.items():
                self._relay.offer(name, document_id, document["outbox"], document.get("journal", ()))
            offered += len(pending)
        return offered

    async def _oldest(self, name: str, where: Document, by: str) -> list[Document]:
        async with reaching_storage():
            found = self._database[name].find(where, {"outbox": 1, "journal": 1}).sort(by, 1)
            oldest: list[Document] = await found.to_list(BATCH)
        return oldest

    async def measure(self) -> None:
        """Set the gauges of pending documents and of the age in seconds of the oldest pending event."""
        pending, unmoved, oldest = 0, 0, None
        for name in self._collections:
            async with reaching_storage():
                pending += await self._database[name].count_documents({"outbox.time": {"$exists": True}})
                unmoved += await self._database[name].count_documents({"journal.recorded_at": {"$exists": True}})
                first = await self._database[name].find_one(
                    {"outbox.time": {"$exists": True}}, {"outbox": {"$slice": 1}}, sort=[("outbox.time", 1)]
                )
            if first and first["outbox"]:
                time = datetime.fromisoformat(first["outbox"][0]["time"])
                oldest = time if oldest is None else min(oldest, time)
        metrics.outbox_pending.set(pending)
        metrics.journal_pending.set(unmoved)
        age = 0.0 if oldest is None else (self._clock.now() - oldest).total_seconds()
        metrics.outbox_oldest_seconds.set(max(0.0, age))
