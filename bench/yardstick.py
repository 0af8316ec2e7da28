"""What both hand-written yardsticks need of the broker, on the bare driver."""

import json
from datetime import UTC, datetime
from typing import Any

import aio_pika
from aio_pika.abc import AbstractIncomingMessage


class YardstickWriting:
    """Publishes with confirms to an exchange of its own."""

    def __init__(self, amqp_url: str, exchange: str) -> None:
        self._amqp_url, self._exchange_name = amqp_url, exchange

    async def start(self) -> None:
        """Connect."""
        self._connection = await aio_pika.connect(self._amqp_url)
        channel = await self._connection.channel(publisher_confirms=True)
        topic = aio_pika.ExchangeType.TOPIC
        self._exchange = await channel.declare_exchange(self._exchange_name, topic, durable=True)

    async def stop(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def publish(self, event: dict[str, Any]) -> None:
        """Until it is confirmed."""
        message = aio_pika.Message(json.dumps(event).encode(), delivery_mode=2, message_id=event["id"])
        await self._exchange.publish(message, "counter.counted")


class YardstickReading:
    """Consumes a quorum queue of its own, ``prefetch`` deliveries at a time."""

    def __init__(self, amqp_url: str, exchange: str, queue: str, prefetch: int) -> None:
        self._amqp_url, self._exchange_name, self._queue_name, self._prefetch = amqp_url, exchange, queue, prefetch

    async def start(self) -> None:
        """Connect, declare a quorum queue, begin to consume."""
        self._connection = await aio_pika.connect(self._amqp_url)
        channel = await self._connection.channel()
        await channel.set_qos(prefetch_count=self._prefetch)
        await channel.declare_exchange(self._exchange_name, aio_pika.ExchangeType.TOPIC, durable=True)
        arguments: dict[str, Any] = {"x-queue-type": "quorum", "x-delivery-limit": 50}
        queue = await channel.declare_queue(self._queue_name, durable=True, arguments=arguments)
        await queue.bind(self._exchange_name, "#")
        await queue.consume(self.consume)

    async def stop(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def consume(self, message: AbstractIncomingMessage) -> None:
        """Apply one delivery and ack it."""
        raise NotImplementedError


def now() -> str:
    """The time as the events of the yardsticks tell it."""
    return datetime.now(UTC).isoformat()
