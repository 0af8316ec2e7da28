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
from aio_pika.abc import AbstractIncomingMessage

from shared.storage.mongo import Client, database

EXCHANGE, QUEUE = "floor.events", "floor.ledger"


class FloorWriting:
    """Counters: one command is read, write with the event, publish with a confirm, pull."""

    def __init__(self, client: Client, prefix: str, amqp_url: str) -> None:
        self._counters = database(client, f"{prefix}floor")["counters"]
        self._amqp_url = amqp_url

    async def start(self) -> None:
        """Connect."""
        self._connection = await aio_pika.connect(self._amqp_url)
        channel = await self._connection.channel(publisher_confirms=True)
        self._exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)

    async def stop(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def create(self, counter_id: str) -> None:
        """Make a counter."""
        await self._counters.insert_one({"_id": counter_id, "version": 1, "value": 0, "outbox": []})

    async def count(self, counter_id: str) -> int:
        """One command; says the counter's value after it. The publish goes on beside the answer, as ours does."""
        while True:
            found: dict[str, Any] = await self._counters.find_one({"_id": counter_id}) or {}
            event = {"id": str(uuid.uuid4()), "counter": counter_id, "value": found["value"] + 1, "at": _now()}
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
        message = aio_pika.Message(json.dumps(event).encode(), delivery_mode=2, message_id=event["id"])
        await self._exchange.publish(message, "counter.counted")
        await self._counters.update_one({"_id": counter_id}, {"$pull": {"outbox": {"id": event["id"]}}})


class FloorReading:
    """Ledgers: one delivery is read, write under a version filter, ack."""

    def __init__(self, client: Client, prefix: str, amqp_url: str, applied: Callable[[str, int], None]) -> None:
        self._ledgers = database(client, f"{prefix}floor")["ledgers"]
        self._amqp_url = amqp_url
        self._applied = applied

    async def start(self) -> None:
        """Connect, declare a quorum queue, begin to consume."""
        self._connection = await aio_pika.connect(self._amqp_url)
        channel = await self._connection.channel()
        await channel.set_qos(prefetch_count=200)
        await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
        arguments: dict[str, Any] = {"x-queue-type": "quorum", "x-delivery-limit": 50}
        queue = await channel.declare_queue(QUEUE, durable=True, arguments=arguments)
        await queue.bind(EXCHANGE, "#")
        await queue.consume(self._consume)

    async def stop(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def create(self, ledger_id: str) -> None:
        """Make a ledger."""
        await self._ledgers.insert_one({"_id": ledger_id, "version": 1, "values": [], "handled": []})

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
        await message.ack()
        self._applied(event["counter"], event["value"])


def _now() -> str:
    return datetime.now(UTC).isoformat()
