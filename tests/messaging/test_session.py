"""A session that ends leaves nothing behind at the broker, however stuck its reactions or the broker itself."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from deploy.local.rabbitmq import RabbitMQ
from shared.messaging import broker, session
from shared.observability import metrics
from tests.eventually import eventually
from tests.messaging.frozen import frozen
from tests.messaging.running import Consuming, Ground, Publishing, an_event, events, ground_on, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


def end_session(side: Consuming) -> None:
    """End the open session, as a lost connection or an absent MongoDB does."""
    assert side.consumer._session is not None
    side.consumer._session.end()


async def test_reaction_that_outlasts_its_session_does_not_keep_the_next_one_waiting(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "DRAIN_S", 0.1)
    await ground.open_ledgers("stuck", "b")
    async with Consuming(ground) as side:
        gate = side.entering.gates["stuck"] = asyncio.Event()
        await ground.send(*events("stuck", numbers(3)))
        await eventually(lambda: side.entering.at_work == 1)
        end_session(side)
        await ground.send(an_event("b", 1))
        await eventually(lambda: ground.has("b", 1))
        assert (await ground.left_in())[1] == 1
        gate.set()
        await eventually(lambda: ground.has("stuck", 3))
    assert await ground.values("stuck") == [1, 2, 3]
    await eventually(lambda: ground.is_left(0, 0))


async def test_stop_ends_within_ten_seconds_though_the_broker_says_nothing_any_more(
    mongo_url: str, database: str, own_broker: RabbitMQ
) -> None:
    ground = await ground_on(mongo_url, database, own_broker)
    side, source = Consuming(ground), Publishing(ground)
    for part in (side, source):
        await part.__aenter__()
    await source.open_counters("a")
    await ground.open_ledgers("a")
    await source.count("a")
    await eventually(lambda: ground.has("a", 1))
    async with frozen(own_broker.pid):
        await source.count("a")
        async with asyncio.timeout(10):
            await asyncio.gather(side.__aexit__(), source.__aexit__())
    async with Consuming(ground), Publishing(ground) as again:
        await again.sweep.once(settling=timedelta(0))
        await eventually(lambda: ground.has("a", 2))


async def test_broker_that_was_silent_for_a_while_costs_no_sender_and_no_event(
    mongo_url: str, database: str, own_broker: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker, "PUBLISH_TIMEOUT_S", 0.3)
    ground = await ground_on(mongo_url, database, own_broker)
    subjects = [f"s{n}" for n in range(20)]
    await ground.open_ledgers(*subjects)
    async with Publishing(ground) as source, Consuming(ground):
        await source.open_counters(*subjects)
        await source.count(*subjects)
        await eventually(source.is_empty)
        away = metrics.value_of(metrics.publish_failures.labels("away"))
        async with frozen(own_broker.pid):
            await source.count(*subjects, *subjects)
            await eventually(lambda: metrics.value_of(metrics.publish_failures.labels("away")) >= away + 1)
        for subject in subjects:
            await eventually(partial(ground.has, subject, 3))
        assert not [task.get_name() for task in source.relay._tasks if task.done()]
    assert {subject: await ground.values(subject) for subject in subjects} == {s: [1, 2, 3] for s in subjects}
