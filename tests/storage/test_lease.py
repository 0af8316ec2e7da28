"""A lease is held by one owner at a time, by the server's clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from shared.storage.lease import Lease
from shared.storage.mongo import Database, connect, database
from tests.eventually import eventually

pytestmark = pytest.mark.servers


async def test_hold_is_renewed_by_its_owner_and_refused_to_others(db: Database) -> None:
    one, other = Lease(db, "sweep", owner="one"), Lease(db, "sweep", owner="other")
    assert [await one.hold(), await other.hold(), await one.hold(), await other.hold()] == [True, False, True, False]
    assert await Lease(db, "redrive", owner="other").hold()


async def test_release_lets_the_next_in_and_not_by_a_stranger(db: Database) -> None:
    one, other = Lease(db, "sweep", owner="one"), Lease(db, "sweep", owner="other")
    await one.hold()
    await other.release()
    assert not await other.hold()
    await one.release()
    assert await other.hold()


async def test_give_up_lets_the_next_in_and_asks_no_answer_of_a_storage_that_is_away(db: Database) -> None:
    one, other = Lease(db, "sweep", owner="one"), Lease(db, "sweep", owner="other")
    await one.hold()
    await one.give_up()
    assert await other.hold()
    await Lease(database(connect("mongodb://127.0.0.1:1"), "nowhere"), "sweep").give_up()


async def test_lease_that_ended_is_taken_over(db: Database) -> None:
    one, other = Lease(db, "sweep", seconds=0.05, owner="one"), Lease(db, "sweep", owner="other")
    assert await one.hold()
    await eventually(other.hold)
    assert not await one.hold()


async def test_end_is_told_by_the_servers_clock(db: Database) -> None:
    lease = Lease(db, "sweep", seconds=30, owner="one")
    await lease.hold()
    server = (await db.client.admin.command("hello"))["localTime"].replace(tzinfo=UTC)
    kept = await db["leases"].find_one({"_id": "sweep"})
    assert kept is not None
    assert timedelta(seconds=20) < kept["until"] - server <= timedelta(seconds=30)
    await db["leases"].update_one({"_id": "sweep"}, {"$set": {"until": datetime(2026, 1, 1, tzinfo=UTC)}})
    assert await Lease(db, "sweep", owner="other").hold()


async def test_of_many_who_ask_at_once_one_gets_it(db: Database) -> None:
    answers = await asyncio.gather(*(Lease(db, "sweep", owner=f"owner-{n}").hold() for n in range(20)))
    assert answers.count(True) == 1
