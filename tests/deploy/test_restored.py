"""A publisher that was restored from a backup gives no number twice: whoever heard it before hears it again."""

import asyncio

import pytest

from deploy.restored import main
from shared.messaging.topology import declare_topology
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually
from tests.messaging.running import SERVICE, TYPE, Consuming, Ground, Publishing

pytestmark = pytest.mark.servers


@pytest.fixture
async def ground(mongo_url: str, vhost_url: str, database: str) -> Ground:
    """Counters and ledgers in one database, on a virtual host of their own."""
    await declare_topology(vhost_url, {SERVICE: [TYPE]})
    return Ground(database_of(connect(mongo_url), f"{database}grants"), vhost_url)


@pytest.mark.parametrize("backed_up", [True, False], ids=["forgot-events", "forgot-the-aggregate"])
async def test_what_a_restored_publisher_tells_next_is_applied_once_and_in_order(
    ground: Ground, mongo_url: str, database: str, backed_up: bool
) -> None:
    await ground.open_ledgers("a")
    async with Publishing(ground) as source, Consuming(ground):
        await source.open_counters("a")
        await source.count("a")
        await eventually(lambda: ground.has("a", 1))
        await eventually(source.is_empty)
        backup = await ground.db["counters"].find_one({"_id": "a"})
        await source.count("a", "a")
        await eventually(lambda: ground.has("a", 3))
        await eventually(source.is_empty)
    assert backup
    await ground.db["counters"].delete_one({"_id": "a"})
    if backed_up:
        await ground.db["counters"].insert_one(backup)
    environment = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}
    for _ in range(2):
        assert await asyncio.to_thread(main, ["grants"], environment) == 0
    async with Publishing(ground) as source, Consuming(ground):
        if not backed_up:
            await source.open_counters("a")
        await source.count("a", "a")
        told = [1, 2, 3, *([2, 3] if backed_up else [1, 2])]

        async def all_is_applied() -> bool:
            return await ground.values("a") == told

        await eventually(all_is_applied, 20)
        await eventually(lambda: ground.is_left(0, 1))
    assert await ground.values("a") == told
    assert await ground.unfinished() == {}
