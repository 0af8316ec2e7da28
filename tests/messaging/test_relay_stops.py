"""A relay that is stopped while it connects leaves nothing running that would keep the process alive."""

import asyncio
import gc

import pytest

from shared.messaging import broker
from shared.messaging.broker import EventBroker, make_broker
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


async def test_a_connection_that_fails_after_nobody_waits_for_it_is_not_logged_with_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    fails = asyncio.Event()

    async def failing(_: EventBroker) -> None:
        await fails.wait()
        raise TimeoutError

    monkeypatch.setattr(EventBroker, "connect", failing)
    monkeypatch.setattr(broker, "CANCELLED_S", 0.05)
    connecting = asyncio.create_task(broker.connect(make_broker("amqp://nowhere", "stopping")))
    await asyncio.sleep(0)
    connecting.cancel()
    await asyncio.wait([connecting])
    fails.set()
    await asyncio.sleep(0.01)
    del connecting
    gc.collect()
    assert told == []
