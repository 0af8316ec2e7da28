"""The gauge of late clocks tells the age of the most overdue deadline."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.clock.lag import ClockLag
from shared.kernel.clock import FixedClock
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from shared.storage.reading import Reader

pytestmark = pytest.mark.servers

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


async def test_measure_tells_the_most_overdue_deadline_of_all_collections(mongo_url: str, database: str) -> None:
    client = connect(mongo_url)
    storage = database_of(client, f"{database}clocks")
    lag = ClockLag(Reader(storage), ["cases", "items"], FixedClock(NOW))
    assert await lag.measure() == 0
    due = {"a": NOW + timedelta(hours=1), "b": NOW - timedelta(seconds=90), "c": None}
    await storage["cases"].insert_many([{"_id": name, "next_due_at": at} for name, at in due.items()])
    await storage["items"].insert_one({"_id": "d", "next_due_at": NOW - timedelta(seconds=30)})
    assert await lag.measure() == 90
    client.close()
