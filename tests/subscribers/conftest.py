"""A yard for each test."""

import uuid
from collections.abc import AsyncIterator

import pytest

from shared.messaging.topology import declare_topology
from shared.storage.indexes import DatabasePlan
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from shared.subscribers.names import account_of
from tests.messaging.running import SERVICE, Ground
from tests.servers import Servers
from tests.subscribers.yard import TYPE, Yard


@pytest.fixture
async def yard(servers: Servers, database: str, vhost_url: str) -> AsyncIterator[Yard]:
    """An installation with a service that consumes, and a virtual host outside, both of this test's own."""
    await declare_topology(vhost_url, {SERVICE: [TYPE]})
    name = f"o{uuid.uuid4().hex[:10]}"
    client = connect(servers.mongo_url)
    db = database_of(client, f"{database}notify")
    plan = DatabasePlan(["counters"]).all()
    for collection in ("counters", "unfinished"):
        await db[collection].create_indexes([index.model() for index in plan[collection]])
    one = Yard(
        Ground(db, vhost_url),
        servers.vhost_url(name),
        name,
        servers.management,
    )
    yield one
    for subscriber in one.passwords:
        servers.management.drop_user(account_of(subscriber))
    servers.management.drop_vhost(name)
    client.close()
