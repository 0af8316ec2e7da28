"""The product's own path, wired as a service wires it, for the counting pair: one writing side, one consuming side."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.counting import Counter, Ledger, outbound
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import SystemClock
from shared.kernel.ids import new_id
from shared.messaging.consumer import Consumer
from shared.messaging.reactions import Reactions
from shared.messaging.redrive import Redrive
from shared.messaging.relay import Relay
from shared.messaging.sweep import Sweep
from shared.messaging.topology import declare_topology
from shared.messaging.unfinished import Unfinished
from shared.storage.documents import Documents
from shared.storage.indexes import DatabasePlan, create_indexes
from shared.storage.mongo import Client, database, write_probe
from shared.storage.store import AggregateStore

Applied = Callable[[str, int], None]
ACTOR = Actor("bench")


async def prepare(client: Client, prefix: str, amqp_url: str) -> None:
    """Indexes of both databases, and the consuming side's queue."""
    await create_indexes(database(client, f"{prefix}writing"), DatabasePlan(["counters"]))
    await create_indexes(database(client, f"{prefix}reading"), DatabasePlan(["ledgers"]))
    await declare_topology(amqp_url, {"reading": [ProjectUnfrozen.type()]})


class Writing:
    """A service that counts: store, relay and sweep."""

    def __init__(self, client: Client, prefix: str, amqp_url: str) -> None:
        db, clock = database(client, f"{prefix}writing"), SystemClock()
        self.database = db
        self.relay = Relay(db, amqp_url, "writing")
        self.store = AggregateStore(db["counters"], "writing", Documents(Counter), outbound, self.relay)
        self._parts = (self.relay, Sweep(db, ["counters"], self.relay, clock))

    async def start(self) -> None:
        """Start what runs beside the commands."""
        for part in self._parts:
            await part.start()

    async def stop(self) -> None:
        """Send what is left, and stop."""
        for part in reversed(self._parts):
            await part.stop()

    async def create(self, counter_id: str) -> None:
        """Make a counter."""
        await self.store.create(Counter(counter_id), a_cause())

    async def count(self, counter_id: str, cause_id: str | None = None) -> int:
        """One command; says the counter's value after it, and 0 of one that was given before."""
        reached = 0

        def verb(counter: Counter) -> None:
            nonlocal reached
            counter.count()
            reached = counter.value

        receipt = await self.store.change(counter_id, a_cause(cause_id), verb)
        return 0 if receipt.repeated else reached


class Reading:
    """A service that keeps ledgers: consumer, redrive, store. ``applied`` is told every effect."""

    def __init__(self, client: Client, prefix: str, amqp_url: str, applied: Applied) -> None:
        db, clock = database(client, f"{prefix}reading"), SystemClock()
        self.database = db
        self._applied = applied
        relay = Relay(db, amqp_url, "reading")
        self.store = AggregateStore(db["ledgers"], "reading", Documents(Ledger), outbound, relay)
        reactions = Reactions({ProjectUnfrozen: self._enter}, clock)
        unfinished = Unfinished(db, "reading")
        consumer = Consumer(amqp_url, "reading", reactions, unfinished, clock, lambda: write_probe(db, "bench"))
        redrive = Redrive(db, unfinished, reactions, consumer.blocked, clock)
        self._parts = (relay, Sweep(db, ["ledgers"], relay, clock), consumer, redrive)

    async def start(self) -> None:
        """Begin to consume."""
        for part in self._parts:
            await part.start()

    async def stop(self) -> None:
        """Finish what is in hand, and stop."""
        for part in reversed(self._parts):
            await part.stop()

    async def create(self, ledger_id: str) -> None:
        """Make a ledger."""
        await self.store.create(Ledger(ledger_id), a_cause())

    async def _enter(self, event: Any, cause: Cause) -> None:
        value = int(event.project_no)
        await self.store.change(event.project_id, cause, lambda ledger: ledger.enter(value))
        self._applied(event.project_id, value)


def a_cause(cause_id: str | None = None) -> Cause:
    """The cause of one command of the bench."""
    made = cause_id or new_id()
    return Cause(made, ACTOR, datetime.now(UTC), made)
