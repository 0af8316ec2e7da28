"""Counts of published events equal a count of the whole log, whatever was logged late and however often one asks."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from shared.messaging.event_counts import NAME, EventCounts, Published
from shared.storage.mongo import Database, connect
from shared.storage.mongo import database as database_of

pytestmark = pytest.mark.servers

NOW = datetime(2026, 11, 29, 8, 30, tzinfo=UTC)
TYPES = ("a.b.v1", "a.c.v1")


@pytest.fixture
def db(mongo_url: str, database: str) -> Database:
    return database_of(connect(mongo_url), f"{database}counts")


async def log(db: Database, *times: datetime, type_: str = TYPES[0]) -> list[dict[str, str]]:
    events = [{"type": type_, "time": time.isoformat()} for time in times]
    await db["events"].insert_many([dict(event) for event in events])
    return events


async def plainly(db: Database, since: datetime) -> list[Published]:
    """A count of the whole log, event by event."""
    found = await db["events"].find({"time": {"$gte": since.isoformat()}}).to_list(None)
    counts, last = Counter(one["type"] for one in found), dict[str, str]()
    for one in found:
        last[one["type"]] = max(last.get(one["type"], ""), one["time"])
    return [Published(type_, counts[type_], last[type_]) for type_ in sorted(counts)]


async def test_counts_equal_the_log_from_any_instant_on_and_when_asked_again(db: Database) -> None:
    chance, counts = random.Random(7), EventCounts(db)
    for type_ in TYPES:
        await log(db, *(NOW - timedelta(minutes=chance.randrange(60 * 72)) for _ in range(300)), type_=type_)
    for _ in range(40):
        since = NOW - timedelta(minutes=chance.randrange(60 * 72), seconds=chance.randrange(60))
        assert await counts.since(since, NOW) == await plainly(db, since)
    assert await counts.since(NOW - timedelta(minutes=10), NOW) == await plainly(db, NOW - timedelta(minutes=10))


async def test_event_that_is_logged_into_a_kept_hour_is_counted(db: Database) -> None:
    counts, begin = EventCounts(db), NOW - timedelta(hours=5)
    await log(db, NOW - timedelta(hours=3))
    await counts.since(begin, NOW)
    late = await log(db, NOW - timedelta(hours=3), NOW - timedelta(hours=4), NOW)
    await counts.logged(late, NOW)  # type: ignore[arg-type]
    assert await counts.since(begin, NOW) == await plainly(db, begin)


async def test_hour_that_was_touched_while_it_was_counted_is_not_kept(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, begin = EventCounts(db), NOW.replace(minute=0) - timedelta(hours=3)
    await log(db, begin)
    await counts.since(begin, NOW)
    await counts.logged(await log(db, begin), NOW)  # type: ignore[arg-type]
    count = counts._count

    async def counted_before_it_came(first: str, end: str | None) -> list[dict[str, object]]:
        rows = await count(first, end)
        if end and first <= begin.isoformat():
            await counts.logged(await log(db, begin), NOW)  # type: ignore[arg-type]
        return rows

    monkeypatch.setattr(counts, "_count", counted_before_it_came)
    await counts.since(begin, NOW)
    monkeypatch.undo()
    assert await counts.since(begin, NOW) == await plainly(db, begin)


async def test_recounting_names_the_kept_hours_that_were_wrong_and_mends_them(db: Database) -> None:
    counts, begin = EventCounts(db), NOW.replace(minute=0) - timedelta(hours=3)
    await log(db, begin - timedelta(hours=1), begin, begin + timedelta(hours=1))
    await counts.since(begin, NOW)
    await db[NAME].update_one({"_id": begin.isoformat()[:13]}, {"$set": {"types.0.count": 99}})
    assert await counts.recount(NOW) == (3, [begin.isoformat()[:13]])
    assert await counts.recount(NOW) == (3, [])
    assert await counts.since(begin, NOW) == await plainly(db, begin)


async def test_nothing_logged_counts_as_nothing(db: Database) -> None:
    counts = EventCounts(db)
    assert (await counts.since(NOW - timedelta(days=2), NOW), await counts.recount(NOW)) == ([], (0, []))
