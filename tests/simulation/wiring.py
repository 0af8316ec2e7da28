"""Puts the simulated broker where the relay and the session of the product reach for the real one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from shared.messaging import lanes, relay, session, unfinished
from tests.simulation.broker import Broker, Connection, Subscriber
from tests.simulation.replica import CURRENT

STEPS = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 16))


@contextmanager
def wired(broker: Broker, now: Callable[[], float]) -> Iterator[None]:
    """The product's code meets this broker as long as the context is open; ``now`` is the loop's time in seconds."""
    hands = _Hands(broker)
    publishing: dict[str, Any] = {"make_broker": hands.make_broker, "connect": hands.connect, "close": hands.close}
    publishing |= {"publish": hands.publish, "WINDOW": 8}
    consuming: dict[str, Any] = {
        "make_broker": hands.make_broker,
        "connect": hands.connect,
        "ensure_queue": hands.ensure_queue,
        "subscribe": hands.subscribe,
        "start_consuming": hands.start_consuming,
        "count_consumers": hands.count_consumers,
        "close_without_cancelling": hands.close,
    }
    with (
        patch.multiple(relay, **publishing),
        patch.multiple(session, **consuming),
        patch.object(unfinished, "LADDER", STEPS),
        patch.object(lanes, "time", SimpleNamespace(monotonic=now)),
    ):
        yield


class _Hands:
    """What ``shared.messaging.broker`` offers, done by the simulated broker."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker

    def make_broker(self, _url: str, _service: str, on_close: Any = None) -> Connection:
        """A connection that is not open yet."""
        replica = CURRENT.get()
        assert replica is not None
        return Connection(self._broker, replica, on_close)

    async def connect(self, connection: Connection) -> None:
        """Open it. Raises ConnectionError while the broker is away."""
        await self._ask(connection)
        connection.open()

    async def close(self, connection: Connection, *_: Subscriber) -> None:
        """Close it with its consumers on it."""
        connection.lose()

    async def ensure_queue(self, *_: Any) -> None:
        """The queue is always as it must be."""
        if self._broker.away:
            raise ConnectionError("no broker")

    def subscribe(self, connection: Connection, queue: str, prefetch: int, deliver: Any) -> Subscriber:
        """A consumer that gets nothing yet; the last net stays empty here."""
        subscriber = Subscriber(connection, prefetch, deliver)
        if not queue.endswith(".dead"):
            connection.subscriber = subscriber
        return subscriber

    async def start_consuming(self, subscriber: Subscriber) -> None:
        """Get in line for being the active consumer."""
        await self._ask(subscriber.connection)
        if not subscriber.connection.is_open:
            raise ConnectionError("lost")
        if subscriber is subscriber.connection.subscriber:
            self._broker.consumers.append(subscriber)
            self._broker.hand_out()

    async def count_consumers(self, subscriber: Subscriber) -> int:
        """Asked of an open connection, there is one."""
        await self._ask(subscriber.connection)
        return 1

    async def publish(self, connection: Connection, body: bytes, *_: str) -> None:
        """Publish and wait for the confirm."""
        await self._broker.publish(connection, body)

    async def _ask(self, connection: Connection) -> None:
        connection.replica.step("before a question to the broker")
        if self._broker.away:
            raise ConnectionError("no broker")
