"""The yardstick: the least code that has the same shape, written by hand on the bare drivers, without the guarantees.

One document with an outbox, read and written under a version filter; publish with confirms; pull; consume; read and
write one document that remembers the event's id. No sweep, no log, no retries, no order, no parking.
"""

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any

from aio_pika.abc import AbstractIncomingMessage

from bench.yardstick import YardstickReading, YardstickWriting, now
from shared.storage.mongo import Client, database

EXCHANGE, QUEUE = "floor.events", "floor.ledger"


class FloorWriting(YardstickWriting):
    """Counters: one command is read, write with the event, publish with a confirm, pull."""

    def __init__(self, client: Client, prefix: str, amqp_url: str) -> None:
        self._counters = database(client, f"{prefix}floor")["counters"]
        super().__init__(amqp_url, EXCHANGE)

    async def create(self, counter_id: str) -> None:
        """Make a counter."""
        await self._counters.insert_one({"_id": counter_id, "version": 1, "value": 0, "outbox": []})

    async def count(self, counter_id: str) -> int:
        """One command; says the counter's value after it. The publish goes on beside the answer, as ours does."""
        while True:
            found: dict[str, Any] = await self._counters.find_one({"_id": counter_id}) or {}
            event = {"id": str(uuid.uuid4()), "counter": counter_id, "value": found["value"] + 1, "at": now()}
            saved = await self._counters.update_one(
                {"_id": counter_id, "version": found["version"]},
                {"$set": {"value": event["value"]}, "$inc": {"version": 1}, "$push": {"outbox": event}},
            )
            if saved.modified_count:
                break
        sending = asyncio.create_task(self._send(counter_id, event))
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)
        return int(event["value"])

    _sending: set[asyncio.Task[None]] = set()  # noqa: RUF012  (one writer a process)

    async def _send(self, counter_id: str, event: dict[str, Any]) -> None:
        await self.publish(event)
        await self._counters.update_one({"_id": counter_id}, {"$pull": {"outbox": {"id": event["id"]}}})


class FloorReading(YardstickReading):
    """Ledgers: one delivery is read, write under a version filter, ack."""

    def __init__(self, client: Client, prefix: str, amqp_url: str, applied: Callable[[str, int], None]) -> None:
        self._ledgers = database(client, f"{prefix}floor")["ledgers"]
        self._applied = applied
        super().__init__(amqp_url, EXCHANGE, QUEUE, prefetch=200)

    async def create(self, ledger_id: str) -> None:
        """Make a ledger."""
        await self._ledgers.insert_one({"_id": ledger_id, "version": 1, "values": [], "handled": []})

    async def consume(self, message: AbstractIncomingMessage) -> None:
        """Read, write under the version, ack."""
        event = json.loads(message.body)
        while True:
            found: dict[str, Any] = await self._ledgers.find_one({"_id": event["counter"]}, {"version": 1}) or {}
            saved = await self._ledgers.update_one(
                {"_id": event["counter"], "version": found["version"], "handled": {"$ne": event["id"]}},
                {"$push": {"values": event["value"], "handled": event["id"]}, "$inc": {"version": 1}},
            )
            if saved.modified_count:
                break
        await message.ack()
        self._applied(event["counter"], event["value"])
