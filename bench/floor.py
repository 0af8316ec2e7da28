"""The yardstick: the least code that has the same shape, written by hand on the bare drivers, without the guarantees.

One document with an outbox, read and written under a version filter; publish with confirms; pull; consume; read and
write one document that remembers the event's id. No sweep, no log, no retries, no order, no parking.
"""

import asyncio
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, AbstractQueue

from shared.storage.mongo import Collection, Database

EXCHANGE, QUEUE = "floor.events", "floor.ledger"


class Floor:
    """Counters and ledgers like those of ``bench.counting``; ``applied`` is called with (id, value) for each effect."""

    def __init__(self, database: Database, amqp_url: str, applied: Callable[[str, int], None]) -> None:
        self._counters: Collection = database["floor_counters"]
        self._ledgers: Collection = database["floor_ledgers"]
        self._amqp_url = amqp_url
        self._applied = applied

    async def start(self, ids: list[str]) -> None:
        """Connect, declare a quorum queue, make the documents, begin to consume."""
        self._connection = await aio_pika.connect(self._amqp_url)
        channel = await self._connection.channel(publisher_confirms=True)
        self._exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
        consuming = await self._connection.channel()
        await consuming.set_qos(prefetch_count=200)
        queue: AbstractQueue = await consuming.declare_queue(
            QUEUE, durable=True, arguments={"x-queue-type": "quorum", "x-delivery-limit": 50}
        )
        await queue.bind(EXCHANGE, "#")
        await self._counters.insert_many([{"_id": i, "version": 1, "value": 0, "outbox": []} for i in ids])
        await self._ledgers.insert_many([{"_id": i, "version": 1, "values": [], "handled": []} for i in ids])
        await queue.consume(self._consume)

    async def stop(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def count(self, counter_id: str) -> None:
        """One command: read, write with the event, publish with a confirm, pull."""
        while True:
            found: dict[str, Any] = await self._counters.find_one({"_id": counter_id}) or {}
            event = {"id": str(uuid.uuid4()), "counter": counter_id, "value": found["value"] + 1, "at": _now()}
            saved = await self._counters.update_one(
                {"_id": counter_id, "version": found["version"]},
                {"$set": {"value": event["value"]}, "$inc": {"version": 1}, "$push": {"outbox": event}},
            )
            if saved.modified_count:
                break
        await self._exchange.publish(
            aio_pika.Message(json.dumps(event).encode(), delivery_mode=2, message_id=event["id"]), "counter.counted"
        )
        await self._counters.update_one({"_id": counter_id}, {"$pull": {"outbox": {"id": event["id"]}}})

    async def _consume(self, message: AbstractIncomingMessage) -> None:
        event = json.loads(message.body)
        while True:
            found: dict[str, Any] = await self._ledgers.find_one({"_id": event["counter"]}, {"version": 1}) or {}
            saved = await self._ledgers.update_one(
                {"_id": event["counter"], "version": found["version"], "handled": {"$ne": event["id"]}},
                {"$push": {"values": event["value"], "handled": event["id"]}, "$inc": {"version": 1}},
            )
            if saved.modified_count:
                break
            await asyncio.sleep(0.001)
        await message.ack()
        self._applied(event["counter"], event["value"])


def _now() -> str:
    return datetime.now(UTC).isoformat()
