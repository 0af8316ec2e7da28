"""A broker that keeps RabbitMQ's promises for one quorum queue with a single active consumer: confirmed is kept, order
holds, and what an ended connection had not acked is back at the head before anybody succeeds.
"""

import asyncio
import contextvars
import random
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from tests.simulation.replica import Replica

Told = Callable[[Any, BaseException | None], None]


class Connection:
    """One connection of one process, open or not."""

    def __init__(self, broker: "Broker", replica: Replica, on_close: Told | None) -> None:
        self.broker = broker
        self.replica = replica
        self.is_open = False
        self.subscriber: Subscriber | None = None
        self.handling: set[asyncio.Task[Any]] = set()
        self._on_close = on_close

    async def ask(self) -> None:
        """A question to the broker is answered. Raises ConnectionError while it is away."""
        self.replica.step("before a question to the broker")
        if self.broker.away:
            raise ConnectionError("no broker")

    def open(self) -> None:
        """It is there."""
        self.is_open = True
        self.broker.connections.append(self)
        self.replica.at_death.append(self.lose)

    def lose(self) -> None:
        """It is gone: what was not acked returns, what was at work for it is broken off."""
        if not self.is_open:
            return
        self.is_open = False
        self.broker.connections.remove(self)
        for task in list(self.handling):
            task.cancel()
        if self.subscriber is not None:
            self.broker.return_all(self.subscriber)
        if self._on_close is not None and not self.replica.dead:
            self._on_close(None, None)


class Subscriber:
    """Somebody who is handed at most ``prefetch`` messages that are not acked."""

    def __init__(self, connection: Connection, prefetch: int, deliver: Callable[[Any], Awaitable[None]]) -> None:
        self.connection = connection
        self.prefetch = prefetch
        self.deliver = deliver
        self.unacked: list[Message] = []


class Message:
    """A message in somebody's hands, with what FastStream reads of aio-pika's."""

    routing_key, headers, reply_to, content_type = "", {}, None, None
    message_id, correlation_id, locked = "m", "c", False

    def __init__(self, body: bytes, subscriber: Subscriber) -> None:
        self.body = body
        self._subscriber = subscriber

    async def ack(self, *, multiple: bool = False) -> None:
        """Done with."""
        assert not multiple
        connection = self._subscriber.connection
        connection.replica.step("before ack")
        if not connection.is_open:
            raise ConnectionError("the channel is closed")
        self._subscriber.unacked.remove(self)
        connection.broker.hand_out()
        await asyncio.sleep(0)


class Broker:
    """The queue of one service, and who is connected. ``published`` is all that ever arrived."""

    def __init__(self, loop: asyncio.AbstractEventLoop, chance: random.Random) -> None:
        self._loop = loop
        self._chance = chance
        self._outside = contextvars.copy_context()
        self.away = False
        self.ready: deque[bytes] = deque()
        self.published: list[bytes] = []
        self.connections: list[Connection] = []
        self.consumers: list[Subscriber] = []

    def kill(self) -> None:
        """The broker ends; its queue is on disk."""
        self.away = True
        for connection in list(self.connections):
            connection.lose()

    def arrive(self, body: bytes) -> None:
        """A message is in the queue."""
        self.ready.append(body)
        self.published.append(body)
        self.hand_out()

    def hand_out(self) -> None:
        """Give the active consumer what it may hold."""
        if not self.consumers:
            return
        active = self.consumers[0]
        while self.ready and len(active.unacked) < active.prefetch:
            message = Message(self.ready.popleft(), active)
            active.unacked.append(message)
            task = active.connection.replica.run(_handled(active, message))
            active.connection.handling.add(task)
            task.add_done_callback(active.connection.handling.discard)

    def return_all(self, subscriber: Subscriber) -> None:
        """A consumer is gone; the next one becomes active."""
        if subscriber in self.consumers:
            self.ready.extendleft(message.body for message in reversed(subscriber.unacked))
            subscriber.unacked.clear()
            self.consumers.remove(subscriber)
            self.hand_out()

    async def publish(self, connection: Connection, body: bytes) -> None:
        """Until it is confirmed. Raises ConnectionError when nobody knows; it may be there all the same."""
        connection.replica.step("before publish")
        if not connection.is_open:
            raise ConnectionError("the channel is closed")
        await asyncio.shield(self._loop.create_task(self._publish(connection, body), context=self._outside))
        connection.replica.step("after publish")

    async def _publish(self, connection: Connection, body: bytes) -> None:
        await asyncio.sleep(self._chance.uniform(0.0005, 0.003))
        if self.away or (not connection.is_open and self._chance.random() < 0.5):
            raise ConnectionError("lost on the way")
        self.arrive(body)
        await asyncio.sleep(self._chance.uniform(0.0005, 0.003))
        if not connection.is_open:
            raise ConnectionError("lost before the confirm")


async def _handled(subscriber: Subscriber, message: Message) -> None:
    await subscriber.deliver(message)
