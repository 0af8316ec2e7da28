"""Where subscribers meet us in tests: services inside, a virtual host outside, an operator's desk between them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import aio_pika
import orjson
from aio_pika.abc import AbstractChannel, AbstractQueue

from deploy.broker_admin import BrokerAdmin
from deploy.subscribers import Desk, Outside
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.clock import SystemClock
from shared.subscribers.forwarder import Forwarder
from shared.subscribers.names import account_of, exchange_of
from shared.subscribers.subscribers import Subscribers
from tests.messaging.running import Ground

TYPE = ProjectUnfrozen.type()
REJECTING: dict[str, Any] = {"x-max-length": 1, "x-overflow": "reject-publish"}


@dataclass
class Yard:
    """One installation with its outside."""

    ground: Ground
    outside_url: str
    vhost: str
    admin: BrokerAdmin
    passwords: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The operator's."""
        return Desk(self.ground.db, Outside(self.admin, self.vhost, self.admin.user))

    @property
    def subscribers(self) -> Subscribers:
        """The records."""
        return Subscribers(self.ground.db)

    @asynccontextmanager
    async def forwarding(self, replica: str = "a") -> AsyncIterator[None]:
        """Forward until leaving, as this replica."""
        one = Forwarder(self.ground.db, self.ground.amqp_url, self.outside_url, SystemClock(), replica)
        await one.start()
        try:
            yield
        finally:
            await one.stop()

    async def add(self, name: str, *types: str) -> None:
        """Let a subscriber in."""
        self.passwords[name] = await self.desk.add(name, types or (TYPE,), datetime.now(UTC))

    def url_of(self, name: str, vhost: str | None = None) -> str:
        """Where a subscriber connects with its own account."""
        parts = urlsplit(self.outside_url)
        place = self.vhost if vhost is None else vhost
        return f"amqp://{account_of(name)}:{self.passwords[name]}@{parts.hostname}:{parts.port}/{place}"

    @asynccontextmanager
    async def channel_of(self, name: str, vhost: str | None = None) -> AsyncIterator[AbstractChannel]:
        """A channel with its own account."""
        async with await aio_pika.connect(self.url_of(name, vhost)) as connection:
            yield await connection.channel()

    async def queue_of(self, name: str, queue: str, types: Sequence[str] = (TYPE,), **arguments: Any) -> None:
        """Let a subscriber declare a queue of its own, and bind it to these types."""
        async with self.channel_of(name) as channel:
            made = await channel.declare_queue(queue, durable=True, arguments=arguments)
            for type_ in types:
                await made.bind(exchange_of(name), type_)

    async def length(self, queue: str) -> int:
        """How many messages are ready in a queue outside."""
        async with await aio_pika.connect(self.outside_url) as connection:
            found = await (await connection.channel()).declare_queue(queue, passive=True)
            return found.declaration_result.message_count or 0

    async def heard(self, name: str, queue: str, count: int, seconds: float = 30) -> list[dict[str, Any]]:
        """What a subscriber takes from its queue with its own account: so many events, or all that came in time."""
        taken: list[dict[str, Any]] = []
        async with self.channel_of(name) as channel:
            await channel.set_qos(prefetch_count=10)
            source: AbstractQueue = await channel.get_queue(queue, ensure=False)
            try:
                async with asyncio.timeout(seconds), source.iterator() as messages:
                    async for message in messages:
                        taken.append(orjson.loads(message.body))
                        await message.ack()
                        if len(taken) >= count:
                            break
            except TimeoutError:
                pass
        return taken

    async def told(self, name: str) -> int:
        """How many events were brought to a subscriber."""
        return (await self.subscribers.get(name)).told
