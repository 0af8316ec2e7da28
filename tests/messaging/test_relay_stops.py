"""A relay that is stopped while it connects leaves nothing running that would keep the process alive."""

import asyncio

import pytest

from shared.messaging.relay import Relay
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually

pytestmark = pytest.mark.servers


@pytest.mark.parametrize("milliseconds", [0, 1, 5, 10, 20])
async def test_stop_while_connecting_leaves_no_connection_behind(
    mongo_url: str, vhost_url: str, database: str, milliseconds: int
) -> None:
    relay = Relay(database_of(connect(mongo_url), f"{database}relay"), vhost_url, "stopping")
    before = asyncio.all_tasks()
    await relay.start()
    await asyncio.sleep(milliseconds / 1000)
    await relay.stop()
    await eventually(lambda: not any("onnection" in str(task.get_coro()) for task in asyncio.all_tasks() - before))
