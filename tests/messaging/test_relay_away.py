"""While the broker is away the relay waits; nothing is lost, and order holds, whenever the broker dies or comes."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from shared.messaging import lanes, relay
from shared.observability import metrics
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually
from tests.messaging.running import Consuming, Ground, Publishing, ground_on, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


async def test_broker_killed_while_publishing_loses_and_swaps_nothing(
    mongo_url: str, database: str, own_broker: RabbitMQ
) -> None:
    ground = await ground_on(mongo_url, database, own_broker)
    subjects = [f"s{n}" for n in range(8)]
    await ground.open_ledgers(*subjects)
    async with Publishing(ground) as source, Consuming(ground):
        await source.open_counters(*subjects)

        async def keep_counting(subject: str) -> None:
            for _ in range(40):
                await source.count(subject)
                await asyncio.sleep(0.01)

        counting = [asyncio.create_task(keep_counting(subject)) for subject in subjects]
        await eventually(lambda: ground.has_come_to("s0", 10))
        own_broker.kill()
        await eventually(lambda: not source.relay.is_connected)
        await asyncio.gather(*counting)
        failures = metrics.value_of(metrics.publish_failures.labels("away"))
        await asyncio.sleep(0.5)
        assert metrics.value_of(metrics.publish_failures.labels("away")) == failures
        await asyncio.to_thread(own_broker.start)
        for subject in subjects:
            await eventually(partial(ground.has, subject, 40), 60)
        await eventually(source.is_empty)
        assert {subject: await ground.values(subject) for subject in subjects} == {s: numbers(40) for s in subjects}
        assert set(await source.logged("s0")) == set(numbers(40))
    assert await ground.unfinished() == {}


async def test_relay_begun_before_the_broker_takes_offers_and_sends_them_when_it_is_there(
    mongo_url: str, database: str, own_broker: RabbitMQ
) -> None:
    ground = await ground_on(mongo_url, database, own_broker)
    await ground.open_ledgers("a")
    own_broker.kill()
    async with Publishing(ground) as source, Consuming(ground) as side:
        await source.open_counters("a")
        await source.count("a", "a", "a")
        assert not source.relay.is_connected
        assert not side.consumer.is_consuming
        await asyncio.to_thread(own_broker.start)
        await eventually(lambda: ground.has("a", 3), 60)
    assert await ground.values("a") == [1, 2, 3]


async def test_crash_between_confirm_and_pull_repeats_on_the_wire_and_changes_nothing(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = metrics.value_of(metrics.wire_duplicates)
    await ground.open_ledgers("a")
    async with Consuming(ground) as side:
        crashing = Publishing(ground)
        never = asyncio.Event()

        async def never_pulled(*_: object) -> bool:
            await never.wait()
            return False

        monkeypatch.setattr(crashing.relay, "_logged_and_pulled", never_pulled)
        async with crashing:
            await crashing.open_counters("a")
            await crashing.count("a", "a")
            await eventually(lambda: ground.has("a", 2))
        assert not await crashing.is_empty()
        async with Publishing(ground) as again:
            await again.count("a")
            await eventually(lambda: ground.has("a", 3))
            await eventually(lambda: len(side.entering.began) == 5)
            await again.sweep.once(settling=timedelta(0))
            await eventually(again.is_empty)
            assert await again.logged("a") == [1, 2, 3]
    assert await ground.values("a") == [1, 2, 3]
    assert metrics.value_of(metrics.wire_duplicates) - before == 2


async def test_mongod_killed_between_confirm_and_pull_costs_a_repeat_and_no_more(
    vhost_url: str, ground: Ground, own_mongod: Mongod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "SENT_REMEMBERED_S", 0.5)
    client = connect(own_mongod.url, patience_s=0.5)
    await client.drop_database("away_relay")
    away = Ground(database_of(client, "away_relay"), vhost_url)
    async with Publishing(away) as source:
        await source.open_counters("a")
        real = source.relay._log_and_pull

        async def killed_before(*batch: Any) -> None:
            if batch[0]:
                monkeypatch.setattr(source.relay, "_log_and_pull", real)
                own_mongod.kill()
            await real(*batch)

        monkeypatch.setattr(source.relay, "_log_and_pull", killed_before)
        await source.count("a")
        await eventually(lambda: not own_mongod.running)
        await asyncio.to_thread(own_mongod.start)
        await eventually(lambda: source.logged("a"))
        await source.count("a")
        await source.sweep.once(settling=timedelta(0))
        await eventually(source.is_empty)
        received = await ground.received((await ground.left_in())[0])
        assert list(dict.fromkeys(event.sequence for event in received)) == [1, 2]
        assert await source.logged("a") == [1, 2]
    client.close()


async def test_what_is_too_much_for_the_memory_is_left_to_the_sweep_and_goes_out_in_order(
    mongo_url: str, database: str, own_broker: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "MOST_IN_HAND", 3)
    ground = await ground_on(mongo_url, database, own_broker)
    await ground.open_ledgers("a", "b")
    async with Publishing(ground) as source, Consuming(ground):
        await source.open_counters("a", "b")
        await eventually(lambda: source.relay.is_connected)
        own_broker.kill()
        await eventually(lambda: not source.relay.is_connected)
        for _ in range(3):
            await source.count("a", "b")
        assert source.relay._lanes.in_hand == 3
        await asyncio.to_thread(own_broker.start)
        await eventually(lambda: source.relay.is_connected)
        await eventually(lambda: source.relay._lanes.in_hand == 0)
        await source.sweep.once(settling=timedelta(0))
        for subject in ("a", "b"):
            await eventually(partial(ground.has, subject, 3))
    assert [await ground.values(subject) for subject in ("a", "b")] == [numbers(3)] * 2
