"""A consumer that the broker forgot, that somebody stands before, or that was stopped itself comes back by itself."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import aio_pika
import pytest

from deploy.local.rabbitmq import RabbitMQ
from shared.messaging import session, watching
from shared.observability.health import Health
from shared.web.readiness import ConsumerIsThere
from tests.eventually import eventually
from tests.messaging.running import DEAD_QUEUE, QUEUE, Consuming, Ground, an_event, events, ground_on, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

STOPPED_FOR_S = float(os.environ.get("TONGXIN_TEST_CONSUMER_STOPPED_S", "25"))
CONSUMER_TIMEOUT_S = 60 if STOPPED_FOR_S >= 150 else 10

FORGET = """
{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"VHOST">>, queue, <<"tongxin.ledgers">>)),
[{Channel, Tag}] = [{element(1, C), element(2, C)} || C <- rabbit_amqqueue:consumers(Q), element(5, C) =:= true],
ra:process_command(amqqueue:get_pid(Q), rabbit_fifo:make_checkout({Tag, Channel}, cancel, #{})).
"""
"""Takes the active consumer out of the queue's own state; neither its channel nor its client hears of it."""


def told(side: Consuming) -> ConsumerIsThere:
    """What readiness says of a consumer."""
    return ConsumerIsThere(lambda: side.consumer.is_consuming, lambda: side.consumer.is_stalled)


@pytest.fixture
def short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "LOOK_EVERY_S", 0.2)
    monkeypatch.setattr(watching, "STALLED_AFTER_S", 2.0)


@pytest.mark.usefixtures("short_looks")
async def test_consumer_that_the_broker_forgot_while_another_counts_comes_back_when_it_is_needed(
    mongo_url: str, database: str, own_broker: RabbitMQ
) -> None:
    """Of a queue with a single active consumer the broker counts that one alone, so the other's absence shows only when
    nobody is left."""
    ground = await ground_on(mongo_url, database, own_broker)
    await ground.open_ledgers("a")
    async with Consuming(ground) as first:
        await eventually(lambda: first.consumer.is_consuming)
        async with Consuming(ground) as second:
            await eventually(lambda: second.consumer.is_consuming)
            await asyncio.to_thread(own_broker.control, "eval", FORGET.replace("VHOST", database))
            await ground.send(*events("a", numbers(20)))
            await eventually(lambda: ground.has("a", 20))
            assert (await ground.left_in())[1] == 1
            assert first.entering.began == []
        await ground.send(an_event("a", 21))
        await eventually(lambda: ground.has("a", 21), 15)
    assert await ground.values("a") == numbers(21)
    assert await ground.unfinished() == {}


@asynccontextmanager
async def somebody_before(ground: Ground) -> AsyncIterator[None]:
    """A consumer that the broker takes for the active one, and that does nothing: what a dead connection leaves."""
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=1)
        await (await channel.get_queue(QUEUE)).consume(lambda _: asyncio.sleep(0))
        yield


@pytest.mark.usefixtures("short_looks")
async def test_readiness_tells_when_messages_wait_and_nothing_arrives(ground: Ground) -> None:
    await ground.open_ledgers("a")
    side = Consuming(ground)
    async with somebody_before(ground):
        await side.consumer.start()
        await eventually(lambda: side.consumer.is_consuming)
        await ground.send(*events("a", numbers(5)))
        await eventually(lambda: side.consumer.is_stalled, 15)
        assert (await told(side).check()).why == "messages wait and nothing arrives"
    await eventually(lambda: ground.has("a", 5))
    await eventually(lambda: not side.consumer.is_stalled)
    await eventually(lambda: told(side).check())
    assert await told(side).check() == Health("consumer", True, needed=False)
    await side.consumer.stop()


@pytest.mark.usefixtures("short_looks")
async def test_queue_that_is_long_and_moves_is_no_fault_at_any_replica(ground: Ground) -> None:
    await ground.open_ledgers("a")
    await ground.send(*events("a", numbers(400)))
    async with Consuming(ground) as first:
        await eventually(lambda: ground.has_come_to("a", 1))
        async with Consuming(ground) as second:
            gate = first.entering.gates["a"] = asyncio.Event()
            for _ in range(30):
                gate.set()
                await asyncio.sleep(0.01)
                gate.clear()
                await asyncio.sleep(0.2)
                assert not first.consumer.is_stalled
                assert not second.consumer.is_stalled
            assert (await ground.left_in())[0] > 0
            gate.set()
            await eventually(lambda: ground.has("a", 400))


@pytest.mark.timeout(STOPPED_FOR_S + 240)
async def test_consumer_stopped_past_the_time_for_acks_goes_on_with_each_effect_once(
    mongo_url: str, database: str, own_broker: RabbitMQ
) -> None:
    """A process of its own, stopped with its hands full and continued after the broker closed its channel."""
    own_broker.restart()
    settings = f"application:set_env(rabbit, consumer_timeout, {CONSUMER_TIMEOUT_S * 1000})"
    tick = "application:set_env(rabbit, channel_tick_interval, 2000)"
    await asyncio.to_thread(own_broker.control, "eval", f"{settings}, {tick}.")
    ground = await ground_on(mongo_url, database, own_broker)
    subjects = ("a", "b", "c")
    await ground.open_ledgers(*subjects)
    for subject in subjects:
        await ground.send(*events(subject, numbers(400)))
    given = (mongo_url, ground.db.name, ground.amqp_url)
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.messaging.process", *given)
    try:
        await eventually(lambda: ground.has_come_to("a", 20))
        process.send_signal(signal.SIGSTOP)
        done = len(await ground.values("a"))
        assert done < 400
        await asyncio.sleep(STOPPED_FOR_S)
        print(f"stopped at {done} of 400; ready and consumers by the broker: {await ground.left_in()}")
        process.send_signal(signal.SIGCONT)
        for subject in subjects:
            await eventually(partial(ground.has, subject, 400), 90)
        await ground.send(*(an_event(subject, 401) for subject in subjects))
        for subject in subjects:
            await eventually(partial(ground.has, subject, 401), 30)
    finally:
        process.kill()
        await process.wait()
        own_broker.restart()
    assert {subject: await ground.values(subject) for subject in subjects} == {s: numbers(401) for s in subjects}
    assert await ground.unfinished() == {}
    assert (await ground.left_in(DEAD_QUEUE))[0] == 0
