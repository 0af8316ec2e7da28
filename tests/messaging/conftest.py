"""Ground to stand on: a database and a virtual host of the test's own, with everything declared."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from shared.messaging import redrive, sweep, unfinished
from shared.messaging.topology import declare_topology
from shared.storage.indexes import DatabasePlan
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.messaging.running import SERVICE, TYPE, Ground


@pytest.fixture
async def ground(mongo_url: str, vhost_url: str, database: str) -> AsyncIterator[Ground]:
    client = connect(mongo_url)
    db = database_of(client, f"{database}pair")
    plan = DatabasePlan(["counters"]).all()
    for name in ("counters", "unfinished"):
        await db[name].create_indexes([index.model() for index in plan[name]])
    await declare_topology(vhost_url, {SERVICE: [TYPE]})
    yield Ground(db, vhost_url)
    client.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same ladder and loops, without the waiting."""
    monkeypatch.setattr(unfinished, "LADDER", tuple(timedelta(milliseconds=n) for n in (10, 20, 30, 40, 50)))
    monkeypatch.setattr(redrive, "EVERY_S", 0.02)
    monkeypatch.setattr(sweep, "EVERY_S", 0.05)
