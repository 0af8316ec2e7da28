"""The second yardstick: what ``bench.floor`` leaves out is left out here too, and nothing is read before it is written.

A command inserts a row with its event; publishes are pipelined with confirms; pulls and log entries go in bulk, at most
64 together; the reading side makes one upsert of each delivery. No version, no order, no sweep, no retries, no parking.
"""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aio_pika.abc import AbstractIncomingMessage
from pymongo import UpdateOne

from bench.yardstick import YardstickReading, YardstickWriting, now
from shared.storage.mongo import Client, database

EXCHANGE, QUEUE = "batched.events", "batched.ledger"
TOGETHER = 64
"""Most that go together."""

Work = Callable[[Sequence[Any]], Awaitable[None]]


class Batches:
    """What is put in is worked at together with all that came meanwhile, one batch after the other."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._waiting: asyncio.Queue[Any] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """End; what waits is left."""
        if self._task is not None:
            self._task.cancel()

    def put(self, one: Any) -> None:
        """One more."""
        self._waiting.put_nowait(one)

    async def _run(self) -> None:
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < TOGETHER and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            await self._work(batch)


class BatchedWriting(YardstickWriting):
    """Counters: a command is a write with its event, together with all commands of the moment."""

    def __init__(self, client: Client, prefix: str, amqp_url: str) -> None:
        db = database(client, f"{prefix}batched")
        self._counters, self._events = db["counters"], db["events"]
        super().__init__(amqp_url, EXCHANGE)
        self._values: dict[str, int] = {}
        self._publishing, self._pulling = Batches(self._publish), Batches(self._pull)

    async def start(self) -> None:
        """Connect, and begin to publish and pull."""
        await super().start()
        self._publishing.start()
        self._pulling.start()

    async def stop(self) -> None:
        """Close the connection."""
        self._publishing.stop()
        self._pulling.stop()
        await super().stop()

    async def create(self, counter_id: str) -> None:
        """Make a counter."""
        self._values[counter_id] = 0

    async def count(self, counter_id: str) -> int:
        """One command: a row of its own with its event; says the counter's value after it."""
        self._values[counter_id] += 1
        value = self._values[counter_id]
        event = {"id": str(uuid.uuid4()), "counter": counter_id, "value": value, "at": now()}
        await self._counters.insert_one({"_id": event["id"], "value": value, "outbox": [event]})
        self._publishing.put(event)
        return value

    async def _publish(self, batch: Sequence[dict[str, Any]]) -> None:
        await asyncio.gather(*(self.publish(event) for event in batch))
        for event in batch:
            self._pulling.put(event)

    async def _pull(self, batch: Sequence[dict[str, Any]]) -> None:
        await self._events.insert_many([{"_id": event["id"], **event} for event in batch], ordered=False)
        await self._counters.bulk_write(
            [UpdateOne({"_id": event["id"]}, {"$pull": {"outbox": {"id": event["id"]}}}) for event in batch],
            ordered=False,
        )


class BatchedReading(YardstickReading):
    """Ledgers: each delivery is one upsert, as many at a time as came, and an ack."""

    def __init__(self, client: Client, prefix: str, amqp_url: str, applied: Callable[[str, int], None]) -> None:
        self._ledgers = database(client, f"{prefix}batched")["ledgers"]
        self._applied = applied
        super().__init__(amqp_url, EXCHANGE, QUEUE, prefetch=TOGETHER)

    async def create(self, ledger_id: str) -> None:
        """Nothing: the first event makes the ledger."""

    async def consume(self, message: AbstractIncomingMessage) -> None:
        """Upsert, ack."""
        event = json.loads(message.body)
        await self._ledgers.update_one(
            {"_id": event["counter"]},
            {"$push": {"values": event["value"], "handled": event["id"]}, "$inc": {"version": 1}},
            upsert=True,
        )
        await message.ack()
        self._applied(event["counter"], event["value"])
