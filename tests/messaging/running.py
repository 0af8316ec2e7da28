"""The counting pair on real servers: counters publish, ledgers absorb; tests make the reaction wait or fail."""

import asyncio
from collections import Counter as Tally
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

import aio_pika
from faststream.rabbit import RabbitMessage, RabbitRouter

from bench.counting import Counter, Ledger, outbound
from deploy.local.rabbitmq import RabbitMQ
from shared.contracts.decoding import encode
from shared.contracts.envelope import CONTENT_TYPE, Event, StoredEvent
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.ids import new_id
from shared.messaging.broker import EventBroker, make_broker, subscribe
from shared.messaging.consumer import Consumer
from shared.messaging.presence import Presence
from shared.messaging.reactions import Reactions
from shared.messaging.redrive import Redrive
from shared.messaging.relay import Relay
from shared.messaging.sweep import Sweep
from shared.messaging.topology import EVENTS, dead_queue_of, declare_topology, queue_of
from shared.messaging.unfinished import Unfinished
from shared.storage.documents import Documents
from shared.storage.journal import Entry
from shared.storage.mongo import Database, connect, database, write_probe
from shared.storage.store import AggregateStore
from tests.servers import queues_outlive_a_kill

SERVICE = "ledgers"
TYPE = ProjectUnfrozen.type()
QUEUE, DEAD_QUEUE = queue_of(SERVICE), dead_queue_of(SERVICE)


class Broken(Exception):
    """What a reaction raises when a test says so."""


def a_cause(key: str | None = None) -> Cause:
    """A command's cause."""
    made = key or new_id()
    return Cause(made, Actor("staff-1"), datetime.now(UTC), made)


def an_event(subject: str, sequence: int, value: int | None = None, **other: Any) -> bytes:
    """An event on the wire; its id is ``subject/sequence``, its value its sequence, unless told otherwise."""
    number = sequence if value is None else value
    known = {
        "id": f"{subject}/{sequence}",
        "source": "/tongxin/counters",
        "type": TYPE,
        "subject": subject,
        "time": datetime.now(UTC),
        "dataschema": f"urn:tongxin:schema:{other.get('type', TYPE)}",
        "data": {"project_id": subject, "organisation_id": "-", "project_no": str(number)},
        "sequence": sequence,
        "correlationid": "walk-1",
        "causationid": "c-1",
        "actor": "staff-1",
    }
    return encode(Event.model_validate(known | other))


class Entering:
    """The reaction. ``failing`` tells how often each (subject, value) still fails, ``gates`` what subjects wait for."""

    def __init__(self, ledgers: AggregateStore[Ledger]) -> None:
        self._ledgers = ledgers
        self.failing: Tally[tuple[str, int]] = Tally()
        self.gates: dict[str, asyncio.Event] = {}
        self.began: list[tuple[str, int]] = []
        self.at_work = 0
        self.most_at_work = 0

    async def __call__(self, event: Any, cause: Cause) -> None:
        what = (event.project_id, int(event.project_no))
        self.began.append(what)
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            if gate := self.gates.get(what[0]):
                await gate.wait()
            if self.failing[what]:
                self.failing[what] -= 1
                raise Broken(f"{what[0]} would not take {what[1]}")
            await self._ledgers.change(what[0], cause, lambda ledger: ledger.enter(what[1]))
        finally:
            self.at_work -= 1


class Nobody:
    """A saver for ledgers, which publish nothing."""

    def offer(self, _collection: str, _id: str, outbox: Sequence[StoredEvent], _entries: Sequence[Entry] = ()) -> bool:
        if outbox:
            raise AssertionError("ledgers publish nothing")
        return True


@dataclass
class Ground:
    """Where a test stands: a database, a virtual host, and the ledgers in it."""

    db: Database
    amqp_url: str
    clock: Clock = field(default_factory=SystemClock)

    @property
    def ledgers(self) -> AggregateStore[Ledger]:
        return AggregateStore(self.db["ledgers"], SERVICE, Documents(Ledger), lambda _: None, Nobody())

    async def open_ledgers(self, *subjects: str) -> None:
        """Make empty ledgers."""
        await asyncio.gather(*(self.ledgers.create(Ledger(subject), a_cause()) for subject in subjects))

    async def values(self, subject: str) -> list[int]:
        """What a ledger holds, in the order of entering."""
        return (await self.ledgers.get(subject)).values

    async def unfinished(self) -> dict[str, str]:
        """State by message: ``subject/sequence`` of all unfinished messages."""
        return {row["_id"].partition("|")[2]: row["state"] async for row in self.db["unfinished"].find()}

    async def has(self, subject: str, upto: int) -> bool:
        """Whether a ledger has come as far as this value."""
        return (await self.values(subject))[-1:] == [upto]

    async def has_come_to(self, subject: str, value: int) -> bool:
        """Whether a ledger holds this value."""
        return value in await self.values(subject)

    async def is_unfinished(self, expected: dict[str, str]) -> bool:
        """Whether exactly these messages are unfinished, in these states."""
        return await self.unfinished() == expected

    async def holds_unfinished(self, count: int) -> bool:
        """Whether so many messages are unfinished."""
        return len(await self.unfinished()) == count

    async def waits(self, message: str) -> bool:
        """Whether a message waits behind another one."""
        return (await self.unfinished()).get(message) == "waiting"

    async def is_left(self, ready: int, consumers: int) -> bool:
        """Whether the queue holds so many ready messages and has so many consumers."""
        return await self.left_in() == (ready, consumers)

    async def holds(self, queue: str, ready: int) -> bool:
        """Whether so many messages are ready in a queue."""
        return (await self.left_in(queue))[0] == ready

    async def send(self, *bodies: bytes, key: str = TYPE) -> None:
        """Publish bodies as they are, in this order, until all are confirmed."""
        async with await aio_pika.connect(self.amqp_url) as connection:
            exchange = await (await connection.channel()).get_exchange(EVENTS)
            messages = [aio_pika.Message(body, content_type=CONTENT_TYPE, delivery_mode=2) for body in bodies]
            await asyncio.gather(*(exchange.publish(message, key) for message in messages))

    async def received(self, count: int, queue: str = QUEUE) -> list[Event]:
        """The next messages of a queue, taken and acked without any of our code in between."""
        taken: list[Event] = []
        async with await aio_pika.connect(self.amqp_url) as connection:
            source = await (await connection.channel()).get_queue(queue)
            async with source.iterator(timeout=30) as messages:
                while len(taken) < count:
                    message = await anext(messages)
                    taken.append(Event.model_validate_json(message.body))
                    await message.ack()
        return taken

    async def left_in(self, queue: str = QUEUE) -> tuple[int, int]:
        """Ready messages and consumers of a queue, as the broker counts them."""
        async with await aio_pika.connect(self.amqp_url) as connection:
            found = (await (await connection.channel()).declare_queue(queue, passive=True)).declaration_result
            return found.message_count or 0, found.consumer_count or 0


async def ground_on(mongo_url: str, prefix: str, broker: RabbitMQ) -> Ground:
    """Ground on a broker that the test may kill, in a virtual host of its own, where no queue is that a kill broke.

    A quorum queue of the default virtual host was once left broken by a restart; each declaration and deletion of its
    name then ended the connection with 541 INTERNAL_ERROR, and seven tests failed for one.
    """
    broker.management.add_vhost(prefix)
    amqp_url = broker.vhost_url(prefix)
    await declare_topology(amqp_url, {SERVICE: [TYPE]})
    await queues_outlive_a_kill(broker)
    return Ground(database(connect(mongo_url), f"{prefix}pair"), amqp_url)


def subscribed(amqp_url: str, queue: str, prefetch: int, handle: Callable[[Any], Awaitable[None]]) -> EventBroker:
    """Our broker with one subscriber and nothing around it; the handler gets aio-pika's message."""

    async def as_it_came(message: RabbitMessage) -> Any:
        return message.raw_message

    broker, router = make_broker(amqp_url, "trap"), RabbitRouter()
    subscribe(router, queue, prefetch, as_it_came, handle)
    broker.include_router(router)
    return broker


class Publishing:
    """The publishing side of one process: counters, their relay, and its sweep (not running)."""

    def __init__(self, ground: Ground) -> None:
        self.relay = Relay(ground.db, ground.amqp_url, "counters")
        self.sweep = Sweep(ground.db, ["counters"], self.relay, ground.clock)
        self.counters = AggregateStore(ground.db["counters"], "counters", Documents(Counter), outbound, self.relay)
        self._db = ground.db

    async def __aenter__(self) -> Self:
        await self.relay.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.relay.stop()

    async def open_counters(self, *subjects: str) -> None:
        """Make counters."""
        await asyncio.gather(*(self.counters.create(Counter(subject), a_cause()) for subject in subjects))

    async def count(self, *subjects: str, times: int = 1) -> None:
        """Count up each of these, as one command each, one after the other."""
        for subject in subjects:
            await self.counters.change(subject, a_cause(), lambda counter: counter.count(times))

    async def is_empty(self) -> bool:
        """Whether no document has anything still to send, or to move to the journal."""
        waiting = [{"outbox.0": {"$exists": True}}, {"journal.0": {"$exists": True}}]
        return not await self._db["counters"].count_documents({"$or": waiting})

    async def logged(self, subject: str) -> list[int]:
        """The sequences of a subject in the events log, as they were appended."""
        return [row["sequence"] async for row in self._db["events"].find({"subject": subject}).sort("$natural", 1)]


class Consuming:
    """The consuming side of one process: consumer, redrive, and the reaction that tests may disturb."""

    def __init__(self, ground: Ground) -> None:
        self.entering = Entering(ground.ledgers)
        self.reactions = Reactions({ProjectUnfrozen: self.entering}, ground.clock)
        self.unfinished = Unfinished(ground.db, SERVICE)
        self.consumer = Consumer(
            ground.amqp_url,
            SERVICE,
            self.reactions,
            self.unfinished,
            ground.clock,
            lambda: write_probe(ground.db, SERVICE),
            Presence(ground.db, new_id()),
        )
        self.redrive = Redrive(ground.db, self.unfinished, self.reactions, self.consumer.blocked, ground.clock)

    @asynccontextmanager
    async def consuming_only(self) -> AsyncIterator[None]:
        """Consume without redriving."""
        await self.consumer.start()
        yield
        await self.consumer.stop()

    async def __aenter__(self) -> Self:
        await self.consumer.start()
        await self.redrive.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.gather(self.consumer.stop(), self.redrive.stop())


def numbers(upto: int) -> list[int]:
    """1 to ``upto``."""
    return list(range(1, upto + 1))


def events(subject: str, sequences: Iterable[int]) -> list[bytes]:
    """Events of one subject."""
    return [an_event(subject, sequence) for sequence in sequences]
