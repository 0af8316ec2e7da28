"""The audit trail, in memory and on a real MongoDB: rows in order, many writers at once, and what was tampered with."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.auth.audit import Trail, What
from services.gateway.ledger import Ledger, MongoLedger, Wanted
from shared.storage.mongo import connect, database
from tests.gateway.in_memory import InMemoryLedger

pytestmark = pytest.mark.servers
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture(params=["memory", "mongo"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """Both kinds, one after the other."""
    if request.param == "memory":
        yield InMemoryLedger()
        return
    client = connect(request.getfixturevalue("mongo_url"))
    prefix = request.getfixturevalue("database")
    yield MongoLedger(database(client, f"{prefix}gateway")["trail"])
    client.close()


async def test_rows_are_chained_and_read_newest_first(ledger: Ledger) -> None:
    trail = Trail(ledger)
    await trail.note(
        What.INVITED, NOON + timedelta(microseconds=123456), "guanli", "lisi", "203.0.113.0/24", roles="registrar"
    )
    await trail.note(What.SIGNED_IN, NOON + timedelta(hours=1), "lisi", "lisi")
    newest, oldest = await trail.found(Wanted({}), 9)
    assert (oldest.no, oldest.what, oldest.by, oldest.whom) == (1, "invited", "guanli", "lisi")
    assert (oldest.facts, oldest.place, oldest.before) == ({"roles": "registrar"}, "203.0.113.0/24", "")
    assert (newest.no, newest.before) == (2, oldest.hash)
    assert await trail.faults() == []


async def test_rows_are_found_by_value_time_and_number(ledger: Ledger) -> None:
    trail = Trail(ledger)
    for hour in range(4):
        await trail.note(What.SIGNED_IN, NOON + timedelta(hours=hour), "lisi", "lisi" if hour % 2 else "wangwu")

    async def numbers(wanted: Wanted) -> list[int]:
        return [one.no for one in await trail.found(wanted, 9)]

    assert await numbers(Wanted({"whom": "lisi"})) == [4, 2]
    assert await numbers(Wanted({}, since=NOON + timedelta(minutes=30), until=NOON + timedelta(hours=3))) == [3, 2]
    assert await numbers(Wanted({}, below=3)) == [2, 1]
    assert len(await trail.found(Wanted({}), 2)) == 2


async def test_many_writers_at_once_leave_one_whole_chain(ledger: Ledger) -> None:
    writers = [Trail(ledger) for _ in range(8)]
    await asyncio.gather(*(one.note(What.SIGNED_OUT, NOON, "lisi", "lisi") for one in writers for _ in range(3)))
    assert [one.no for one in await writers[0].found(Wanted({}), 99)] == list(range(24, 0, -1))
    assert await writers[0].faults() == []


async def test_old_rows_are_forgotten_and_the_rest_stays_whole(ledger: Ledger) -> None:
    trail = Trail(ledger)
    for day in range(4):
        await trail.note(What.SIGNED_IN, NOON + timedelta(days=day), "lisi", "lisi")
    await trail.forget_old(NOON + timedelta(days=182, seconds=1), days=180)
    assert [one.no for one in await trail.found(Wanted({}), 9)] == [4]
    await trail.note(What.SIGNED_IN, NOON + timedelta(days=5), "lisi", "lisi")
    assert await trail.faults() == []


async def test_changed_and_missing_rows_are_found(
    request: pytest.FixtureRequest, mongo_url: str, database: str
) -> None:
    client = connect(mongo_url)
    try:
        rows = client[f"{database}gateway"]["trail"]
        trail = Trail(MongoLedger(rows))
        for _ in range(5):
            await trail.note(What.SIGN_IN_FAILED, NOON, "", "lisi")
        await rows.update_one({"_id": 2}, {"$set": {"what": "signed_in"}})
        await rows.delete_one({"_id": 4})
        assert await trail.faults() == ["2: changed", "5: does not follow 3"]
    finally:
        client.close()


async def test_rows_cut_off_at_the_end_are_found_also_after_the_next_one(mongo_url: str, database: str) -> None:
    client = connect(mongo_url)
    try:
        rows = client[f"{database}gateway"]["trail"]
        trail = Trail(MongoLedger(rows))
        for _ in range(5):
            await trail.note(What.SIGNED_IN, NOON, "lisi", "lisi")
        await rows.delete_many({"_id": {"$gt": 3}})
        assert await trail.faults() == ["4 to 5: missing"]
        await trail.note(What.SIGNED_IN, NOON, "lisi", "lisi")
        assert await trail.faults() == ["6: does not follow 3"]
        await rows.delete_many({})
        assert await trail.faults() == ["1 to 6: missing"]
    finally:
        client.close()


async def test_rows_cut_off_at_the_beginning_are_found(mongo_url: str, database: str) -> None:
    client = connect(mongo_url)
    try:
        rows = client[f"{database}gateway"]["trail"]
        trail = Trail(MongoLedger(rows))
        for day in range(5):
            await trail.note(What.SIGNED_IN, NOON + timedelta(days=day), "lisi", "lisi")
        await trail.forget_old(NOON + timedelta(days=181), days=180)
        assert await trail.faults() == []
        await rows.delete_many({"_id": {"$lt": 4}})
        await trail.forget_old(NOON + timedelta(days=181), days=180)
        assert await trail.faults() == ["2 to 3: missing"]
    finally:
        client.close()


async def test_numbers_go_on_where_every_row_was_forgotten(ledger: Ledger) -> None:
    trail = Trail(ledger)
    for _ in range(2):
        await trail.note(What.SIGNED_IN, NOON, "lisi", "lisi")
    await trail.forget_old(NOON + timedelta(days=999), days=180)
    assert await trail.faults() == []
    await trail.note(What.SIGNED_IN, NOON + timedelta(days=999), "lisi", "lisi")
    assert [one.no for one in await trail.found(Wanted({}), 9)] == [3]
    assert await trail.faults() == []


async def test_a_clock_that_was_set_back_tears_no_hole_when_rows_are_forgotten(ledger: Ledger) -> None:
    trail = Trail(ledger)
    for day in (0, 9, 1, 9):
        await trail.note(What.SIGNED_IN, NOON + timedelta(days=day), "lisi", "lisi")
    await trail.forget_old(NOON + timedelta(days=182), days=180)
    assert [one.no for one in await trail.found(Wanted({}), 9)] == [4, 3, 2]
    assert await trail.faults() == []
