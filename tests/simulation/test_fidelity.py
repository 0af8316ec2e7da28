"""The simulated storage and broker answer as the real ones do, to everything that the write path asks."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from bench.counting import Counter, outbound
from shared.contracts.envelope import Event
from shared.kernel.errors import AlreadyExists, KeyReused, NotFound, OutOfOrder
from shared.messaging.relay import Relay
from shared.messaging.sweep import Sweep
from shared.messaging.unfinished import Failure, Unfinished
from shared.storage.documents import Documents
from shared.storage.lease import Lease
from shared.storage.mongo import Database, connect
from shared.storage.mongo import database as database_of
from shared.storage.store import AggregateStore
from tests.messaging.running import an_event
from tests.simulation.broker import Broker, Connection, Subscriber
from tests.simulation.mongo import Database as SimulatedDatabase
from tests.simulation.mongo import Server
from tests.simulation.replica import Replica
from tests.simulation.wiring import named_updates
from tests.storage.drawers import MONDAY, Offers, a_cause, an_event_cause

pytestmark = pytest.mark.servers


@dataclass
class Both:
    """A real database and a simulated one."""

    real: Database
    simulated: Database

    async def documents(self, collection: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What both hold, without ids that were drawn by lot."""
        real, simulated = [
            sorted([strip(row) async for row in database[collection].find({})], key=lambda row: str(row["_id"]))
            for database in (self.real, self.simulated)
        ]
        return real, simulated


def strip(document: dict[str, Any]) -> dict[str, Any]:
    document["outbox"] = [{**event, "id": "-"} for event in document.get("outbox", [])]
    return document


@pytest.fixture
async def both(mongo_url: str, database: str) -> AsyncIterator[Both]:
    client = connect(mongo_url)
    loop = asyncio.get_running_loop()
    server = Server(loop, random.Random(1))
    simulated = SimulatedDatabase(server, "x", Replica("one", loop))
    yield Both(database_of(client, f"{database}real"), cast(Database, simulated))
    client.close()


def updates_of(both: Both, database: Database) -> AbstractContextManager[None]:
    return nullcontext() if database is both.real else named_updates()


async def told(asked: Any) -> Any:
    """An answer, or the kind of error there was instead."""
    try:
        return await asked
    except Exception as error:  # noqa: BLE001  (both sides must fail alike)
        return type(error)


async def test_store_answers_and_writes_alike(both: Both) -> None:
    histories = []
    for database in (both.real, both.simulated):
        with updates_of(both, database):
            store = AggregateStore(database["counters"], "counters", Documents(Counter), outbound, Offers())
            histories.append(
                [
                    await told(store.create(Counter("a"), a_cause("m"))),
                    await told(store.create(Counter("a"), a_cause("m"))),
                    await told(store.create(Counter("a"), a_cause("n"))),
                    await told(store.change("none", a_cause("c"), Counter.count)),
                    await told(store.change("a", a_cause("$c", digest="1"), Counter.count)),
                    await told(store.change("a", a_cause("$c", digest="1"), Counter.count)),
                    await told(store.change("a", a_cause("$c", digest="2"), Counter.count)),
                    await told(store.change("a", an_event_cause(3), lambda counter: counter.count(2))),
                    await told(store.change("a", an_event_cause(2), Counter.count)),
                    await told(store.change("a", an_event_cause(3), Counter.count)),
                    (await store.get("a")).value,
                ]
            )
    assert histories[0] == histories[1]
    assert {AlreadyExists, NotFound, KeyReused, OutOfOrder} <= set(histories[0])
    real, simulated = await both.documents("counters")
    assert real == simulated


async def test_unfinished_messages_are_kept_and_found_alike(both: Both) -> None:
    chance, now = random.Random(5), datetime(2026, 3, 2, tzinfo=UTC)
    sides = [Unfinished(database, "ledgers") for database in (both.real, both.simulated)]
    for n in range(60):
        now += timedelta(seconds=chance.randrange(20))
        subject, sequence = chance.choice("abc"), chance.randrange(1, 7)
        body, act = (
            an_event(subject, sequence),
            chance.choice(["retry", "wait", "park", "raw", "fail", "finish", "finish"]),
        )
        event = Event.model_validate_json(body)
        heads = [await side.heads(now) for side in sides]
        assert sorted(heads[0], key=str) == sorted(heads[1], key=str)
        chosen = chance.choice(sorted(heads[0], key=str)) if heads[0] else None
        for side in sides:
            match act:
                case "retry":
                    await side.retry_later(body, event, Failure("x", "y", "y"), now)
                case "wait":
                    await side.wait(body, event, now)
                case "park":
                    await side.park(body, event, Failure("x", "y", "y"), now)
                case "raw":
                    await side.park(b"raw %d" % n, None, Failure("x", "y", "y"), now)
                case "fail" if chosen:
                    await side.failed(chosen, Failure("again", "z", "z"), now)
                case "finish" if chosen:
                    await side.finished(chosen.id)
        answers = [
            [await side.subjects(), await side.count_by_state(), [await side.next_of(one) for one in "abc"]]
            for side in sides
        ]
        assert answers[0] == answers[1]
    real, simulated = await both.documents("unfinished")
    assert real == [{**row, "message": bytes(row["message"])} for row in simulated]


async def test_outboxes_are_swept_logged_and_pulled_alike(both: Both) -> None:
    offered, logs = [], []
    clock = type("Clock", (), {"now": lambda _: MONDAY + timedelta(days=1)})()
    for database in (both.real, both.simulated):
        with updates_of(both, database):
            relay = Relay(database, "amqp://nobody", "counters")
            store = AggregateStore(database["counters"], "counters", Documents(Counter), outbound, Offers())
            for subject, at in (("a", MONDAY), ("b", MONDAY - timedelta(hours=1)), ("c", MONDAY)):
                await store.create(Counter(subject), a_cause(f"m{subject}"))
                if subject != "c":
                    await store.change(subject, a_cause(f"c{subject}", at=at), lambda counter: counter.count(2))
            sweep = Sweep(database, ["counters"], relay, clock)
            assert await sweep.once() == 2
            lanes = [relay._ready.get_nowait() for _ in range(2)]
            offered.append([(lane.document_id, [event["sequence"] for event in lane.waiting]) for lane in lanes])
            first = [(lanes[1], event) for event in list(lanes[1].waiting)[:1]]
            for _ in range(2):
                await relay._log_and_pull(first)
                await relay._journal.move()
            await sweep.measure()
            logs.append([(row["subject"], row["sequence"]) async for row in database["events"].find({})])
            logs[-1] += [(row["subject"], row["no"]) async for row in database["journal"].find({})]
    assert offered[0] == offered[1] == [("b", [1, 2]), ("a", [1, 2])]
    assert logs[0] == logs[1] == [("a", 1), *[(subject, no) for subject in "ba" for no in (1, 2)]]
    real, simulated = await both.documents("counters")
    assert real == simulated


async def test_leases_are_held_alike(both: Both) -> None:
    for database in (both.real, both.simulated):
        one, other = Lease(database, "x", 30, owner="one"), Lease(database, "x", 30, owner="other")
        assert [await one.hold(), await other.hold(), await one.hold()] == [True, False, True]
        await one.release()
        assert await other.hold()


async def test_simulated_queue_returns_what_was_not_acked_to_its_head_before_anybody_succeeds() -> None:
    """As tests/messaging/test_traps_ends.py measures it on the real one."""
    loop = asyncio.get_running_loop()
    broker, got = Broker(loop, random.Random(1)), []

    def consumer(name: str) -> Connection:
        async def note(message: Any) -> None:
            got.append((name, message.body))

        connection = Connection(broker, Replica(name, loop), None)
        connection.open()
        connection.subscriber = Subscriber(connection, 2, note)
        broker.consumers.append(connection.subscriber)
        return connection

    first, second = consumer("first"), consumer("second")
    for body in (b"1", b"2", b"3"):
        broker.arrive(body)
    await asyncio.sleep(0.01)
    first.lose()
    await asyncio.sleep(0.01)
    assert got == [("first", b"1"), ("first", b"2"), ("second", b"1"), ("second", b"2")]
    assert second.subscriber is not None
    await second.subscriber.unacked[0].ack()
    await asyncio.sleep(0.01)
    assert got[-1] == ("second", b"3")
