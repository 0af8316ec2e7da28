"""aio-pika's connection, channel, queue and exchange over the simulated broker, as far as FastStream and we use them.

What is above them is real: FastStream's broker, router and subscribers, our middlewares, publishing and closing.
"""

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

from tests.simulation.broker import Broker, Connection, Subscriber
from tests.simulation.replica import CURRENT


class Link(Connection):
    """A connection with aio-pika's words; it belongs to the process that opens it."""

    def __init__(self, broker: Broker) -> None:
        replica = CURRENT.get()
        assert replica is not None
        super().__init__(broker, replica, self._tell)
        self.close_callbacks: set[Callable[[Any, BaseException | None], None]] = set()

    @classmethod
    async def connect_robust(cls, broker: Broker, **_: Any) -> "Link":
        """Open it. Raises ConnectionError while the broker is away."""
        link = cls(broker)
        await link.ask()
        link.open()
        return link

    async def channel(self, **_: Any) -> "Channel":
        """One more channel."""
        await self.ask()
        return Channel(self)

    async def close(self) -> None:
        """With the consumers still on it. Raises CancelledError in a process that is dead."""
        self.replica.step("before close")
        self.lose()

    def _tell(self, _: Any, error: BaseException | None) -> None:
        for told in self.close_callbacks:
            told(self, error)


class Channel:
    """A channel; it lives as long as its connection."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.prefetch = 0

    @property
    def is_closed(self) -> bool:
        return not self.link.is_open

    async def set_qos(self, *, prefetch_count: int, global_: bool) -> None:
        assert not global_
        self.prefetch = prefetch_count

    async def declare_queue(self, name: str, *, passive: bool, **_: Any) -> "Queue":
        """Every queue is there."""
        assert passive
        await self.link.ask()
        return Queue(name, self)

    async def declare_exchange(self, *, passive: bool, **_: Any) -> "Exchange":
        """The exchange is there."""
        assert passive
        await self.link.ask()
        return Exchange(self.link)

    async def close(self) -> None:
        """Nobody asks on it any more."""


class Queue:
    """The queue of the service, or its last net, which stays empty here. Asked for its consumers, there is one."""

    declaration_result = SimpleNamespace(consumer_count=1)

    def __init__(self, name: str, channel: Channel) -> None:
        self.name = name
        self.channel = channel

    async def consume(self, callback: Callable[[Any], Awaitable[None]], *, no_ack: bool, **_: Any) -> str:
        """Get in line for being the active consumer."""
        assert not no_ack
        link = self.channel.link
        await link.ask()
        if not link.is_open:
            raise ConnectionError("lost")
        if not self.name.endswith(".dead"):
            link.subscriber = Subscriber(link, self.channel.prefetch, callback)
            link.broker.consumers.append(link.subscriber)
            link.broker.hand_out()
        return "tag"

    async def cancel(self, _tag: str) -> None:
        raise AssertionError("a consumer that is cancelled first is overtaken by its successor")


class Exchange:
    """The one exchange."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def publish(self, message: Any, _key: str, *, mandatory: bool, **_: Any) -> None:
        """Publish and wait for the confirm."""
        assert mandatory
        await self._link.broker.publish(self._link, message.body)
