"""A MongoDB that is away is told as StorageAway, whatever was asked, and may be asked again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import pytest
from pymongo.errors import OperationFailure

from deploy.local.mongod import Mongod
from shared.storage.counters import Counters
from shared.storage.indexes import create_indexes
from shared.storage.lease import Lease
from shared.storage.mongo import Database, StorageAway, connect, database, reaching_storage, write_probe
from shared.storage.reading import Reader
from tests.storage.drawers import MONDAY, PLAN, Drawer, Offers, a_cause, a_store

pytestmark = pytest.mark.servers


@pytest.fixture
async def own_db(own_mongod: Mongod) -> AsyncIterator[Database]:
    """A database on a server that may be killed; who looks for it gives up sooner than in service."""
    client = connect(own_mongod.url, patience_s=0.3)
    yield database(client, "away_drawers")
    client.close()


async def test_killed_server_is_storage_away_everywhere_and_work_goes_on_when_it_is_back(
    own_db: Database, own_mongod: Mongod
) -> None:
    await own_db.client.drop_database(own_db.name)
    await create_indexes(own_db, PLAN)
    offers = Offers()
    drawers, reader = a_store(own_db, offers), Reader(own_db)
    await drawers.create(Drawer("d1", "socks"), a_cause("make"))
    await drawers.change("d1", a_cause("c1"), Drawer.put)
    own_mongod.kill()
    asked: list[Callable[[], Awaitable[object]]] = [
        partial(drawers.get, "d1"),
        partial(drawers.create, Drawer("d2"), a_cause("m2")),
        partial(drawers.change, "d1", a_cause("c2"), Drawer.put),
        partial(drawers.due, MONDAY),
        partial(drawers.forget_handled, MONDAY),
        partial(reader.one, "drawers", {}),
        partial(reader.every, "drawers", {}),
        partial(reader.count, "drawers", {}),
        partial(reader.aggregate, "drawers", []),
        partial(reader.page, "drawers", {}, [("state.label", 1)]),
        Lease(own_db, "sweep").hold,
        Lease(own_db, "sweep").release,
        partial(Counters(own_db).next, "cases", "c1"),
        partial(write_probe, own_db, "me"),
    ]
    outcomes = await asyncio.gather(*(ask() for ask in asked), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StorageAway] * len(asked)
    own_mongod.start()
    assert (await drawers.change("d1", a_cause("c1"), Drawer.put)).repeated
    assert not (await drawers.change("d1", a_cause("c2"), Drawer.put)).repeated
    assert (await drawers.get("d1")).held == 2
    assert [event.sequence for event in offers.events] == [1, 2]
    await write_probe(own_db, "me")


async def test_other_errors_of_the_driver_pass_as_they_are(db: Database) -> None:
    with pytest.raises(OperationFailure):
        async with reaching_storage():
            await db.command("there is no such command")


async def test_reads_and_writes_wait_for_the_majority(db: Database) -> None:
    assert db.write_concern.document == {"w": "majority", "wtimeout": 15_000}
    assert db.read_concern.level == "majority"
    assert db["drawers"].write_concern == db.write_concern
