"""While MongoDB is away the consumer leaves the messages at the broker, spends no attempt on them, and then goes on."""

import asyncio

import pytest

from deploy.local.mongod import Mongod
from shared.observability import metrics
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually
from tests.messaging.running import Consuming, Ground, events, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


async def test_consumer_pauses_while_mongod_is_away_and_goes_on_in_order(ground: Ground, own_mongod: Mongod) -> None:
    client = connect(own_mongod.url, patience_s=0.5)
    await client.drop_database("away_consumer")
    away = Ground(database_of(client, "away_consumer"), ground.amqp_url)
    await away.open_ledgers("a", "b")
    side = Consuming(away)
    async with side:
        await away.send(*events("a", [1]), *events("b", [1]))
        await eventually(lambda: away.has("a", 1))
        await eventually(lambda: away.has("b", 1))
        own_mongod.kill()
        await away.send(*events("a", range(2, 21)), *events("b", range(2, 21)))
        await eventually(lambda: not side.consumer.is_consuming)
        await eventually(lambda: away.is_left(38, 0))
        await eventually(lambda: metrics.value_of(metrics.consumer_paused) == 1)
        began = len(side.entering.began)
        await asyncio.sleep(0.5)
        assert len(side.entering.began) == began
        await asyncio.to_thread(own_mongod.start)
        await eventually(lambda: away.has("a", 20))
        await eventually(lambda: away.has("b", 20))
        await eventually(lambda: metrics.value_of(metrics.consumer_paused) == 0)
    assert await away.values("a") == await away.values("b") == numbers(20)
    assert await away.unfinished() == {}
    await eventually(lambda: away.is_left(0, 0))
    client.close()


async def test_probe_that_fails_in_any_way_pauses_and_does_not_end_the_consumer(ground: Ground) -> None:
    await ground.open_ledgers("a")
    side = Consuming(ground)
    real, troubles = side.consumer._probe_storage, [RuntimeError("not authorized"), OSError()]

    async def sometimes() -> None:
        if troubles:
            raise troubles.pop()
        await real()

    side.consumer._probe_storage = sometimes
    async with side:
        await ground.send(*events("a", numbers(2)))
        await eventually(lambda: ground.has("a", 2))
    assert troubles == []
