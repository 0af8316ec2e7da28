"""Traps of FastStream and RabbitMQ, each shown on the real broker beside our way around it; the numbers are those of
the design notes. How things end (T9 to T12) and how order is lost is in test_traps_ends.py.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aio_pika
import pytest
from aiormq.exceptions import ChannelPreconditionFailed
from faststream import AckPolicy
from faststream.rabbit import Channel, ExchangeType, QueueType, RabbitBroker, RabbitExchange, RabbitQueue
from faststream.rabbit.prometheus import RabbitPrometheusMiddleware
from prometheus_client import CollectorRegistry

from shared.messaging.broker import close, connect, make_broker, publish, start_consuming
from shared.messaging.topology import DEAD, DELIVERY_LIMIT, EVENT_LOG, EVENTS, ensure_queue
from shared.observability import metrics
from tests.eventually import eventually
from tests.messaging.running import QUEUE, SERVICE, TYPE, Consuming, Ground, Publishing, events, numbers, subscribed
from tests.servers import Servers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


@asynccontextmanager
async def channel_of(ground: Ground) -> AsyncIterator[aio_pika.abc.AbstractChannel]:
    """A channel of nobody's."""
    async with await aio_pika.connect(ground.amqp_url) as connection:
        yield await connection.channel()


async def plain_queue(ground: Ground, filled: int, **arguments: Any) -> str:
    """A quorum queue as somebody in a hurry declares it, with so many messages in it."""
    async with channel_of(ground) as channel:
        queue = await channel.declare_queue("plain", durable=True, arguments={"x-queue-type": "quorum"} | arguments)
        exchange = channel.default_exchange
        await asyncio.gather(*(exchange.publish(aio_pika.Message(b"%d" % n), queue.name) for n in range(filled)))
    return "plain"


def a_plain_queue() -> RabbitQueue:
    """How FastStream is told of it."""
    return RabbitQueue("plain", queue_type=QueueType.QUORUM, durable=True, declare=False)


async def test_t1_unroutable_publish_succeeds_in_silence_and_ours_raises(ground: Ground) -> None:
    async with channel_of(ground) as channel:
        await channel.queue_delete(EVENT_LOG)
    exchange = RabbitExchange(EVENTS, type=ExchangeType.TOPIC, declare=False)
    async with RabbitBroker(ground.amqp_url, logger=None) as raw:
        answer = await raw.publish(b"lost", exchange=exchange, routing_key="nobody.listens", mandatory=True)
    assert type(answer).__name__ == "DeliveredMessage"
    ours = make_broker(ground.amqp_url, "t1")
    await connect(ours)
    with pytest.raises(aio_pika.exceptions.DeliveryError):
        await publish(ours, b"told", "nobody.listens", "1", "c")
    await close(ours)


async def in_flight(ground: Ground, broker: RabbitBroker, at_work: list[Any], messages: int) -> int:
    """Start a broker whose handler never ends and see how many messages it holds once no more come."""
    await broker.start()
    await eventually(lambda: ground.holds("plain", messages - len(at_work)) if at_work else False)
    await asyncio.sleep(0.3)
    held = messages - (await ground.left_in("plain"))[0]
    await broker.stop()
    return held


@pytest.mark.parametrize("trap", ["T2: no prefetch", "T3: queue declared on the serving broker"])
async def test_t2_t3_everything_is_in_flight_at_once_and_ours_is_bounded(ground: Ground, trap: str) -> None:
    await plain_queue(ground, 300)
    at_work: list[Any] = []

    async def forever(message: Any) -> None:
        at_work.append(message)
        await asyncio.Event().wait()

    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False, graceful_timeout=None)
    asked = Channel() if trap.startswith("T2") else Channel(prefetch_count=5)
    raw.subscriber(a_plain_queue(), channel=asked)(forever)
    if trap.startswith("T3"):
        await raw.connect()
        await raw.declare_queue(a_plain_queue())
    assert await in_flight(ground, raw, at_work, 300) == 300
    at_work.clear()
    assert await in_flight(ground, subscribed(ground.amqp_url, "plain", 5, forever), at_work, 300) == 5
    with pytest.raises(ValueError, match="prefetch"):
        subscribed(ground.amqp_url, "plain", 0, forever)


async def test_t4_acked_first_is_lost_with_the_process_and_ours_returns(ground: Ground) -> None:
    await plain_queue(ground, 50)
    at_work: list[Any] = []

    async def forever(message: Any) -> None:
        at_work.append(message)
        await asyncio.Event().wait()

    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False, graceful_timeout=None)
    raw.subscriber(a_plain_queue(), channel=Channel(prefetch_count=5), ack_policy=AckPolicy.ACK_FIRST)(forever)
    await raw.start()
    await eventually(lambda: len(at_work) == 50)
    await raw.stop()
    assert (await ground.left_in("plain"))[0] == 0
    await plain_queue(ground, 50)
    at_work.clear()
    ours = subscribed(ground.amqp_url, "plain", 50, forever)
    await start_consuming(ours)
    await eventually(lambda: len(at_work) == 50)
    await close(ours)
    await eventually(lambda: ground.holds("plain", 50))


async def test_t5_failure_without_a_dead_letter_exchange_drops_and_we_refuse_such_a_queue(ground: Ground) -> None:
    await plain_queue(ground, 3)
    attempts: list[Any] = []

    async def fails(message: Any) -> None:
        attempts.append(message)
        raise ValueError

    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False)
    raw.subscriber(a_plain_queue(), channel=Channel(prefetch_count=1))(fails)
    async with raw:
        await raw.start()
        await eventually(lambda: len(attempts) == 3)
        await asyncio.sleep(0.2)
    assert (await ground.left_in("plain"))[0] == 0
    assert len(attempts) == 3
    async with channel_of(ground) as channel:
        await channel.queue_delete(QUEUE)
        await (await channel.declare_queue(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})).bind(
            EVENTS, TYPE
        )
    await ground.send(*events("a", numbers(3)))
    with pytest.raises(ChannelPreconditionFailed):
        await ensure_queue(ground.amqp_url, SERVICE, [TYPE])
    async with Consuming(ground) as side:
        await asyncio.sleep(0.3)
        assert not side.consumer.is_consuming
    await eventually(lambda: ground.is_left(3, 0))


async def test_t6_nack_on_error_loops_hot_and_ours_is_kept_after_three_attempts(ground: Ground) -> None:
    await plain_queue(ground, 1)
    attempts: list[Any] = []

    async def fails(message: Any) -> None:
        attempts.append(message)
        raise ValueError

    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False)
    raw.subscriber(a_plain_queue(), ack_policy=AckPolicy.NACK_ON_ERROR, channel=Channel(prefetch_count=1))(fails)
    async with raw:
        await raw.start()
        await eventually(lambda: len(attempts) >= 100)
    await ground.open_ledgers("a")
    side = Consuming(ground)
    side.entering.failing["a", 1] = 1_000
    async with side.consuming_only():
        await ground.send(*events("a", [1]))
        await eventually(lambda: ground.is_unfinished({"a/1": "retrying"}))
        await asyncio.sleep(0.2)
    assert len(side.entering.began) == 3


async def restart_while_working(ground: Ground, queue: str, hold: int) -> None:
    """A process takes messages and ends before it acked any."""
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=hold)
        got: list[Any] = []

        async def take(message: Any) -> None:
            got.append(message)

        await (await channel.get_queue(queue)).consume(take)
        await eventually(lambda: len(got) == hold)


async def test_t7_restarts_count_as_deliveries_and_ours_outlive_many(ground: Ground) -> None:
    await plain_queue(ground, 5, **{"x-delivery-limit": 3})
    for _ in range(4):
        await restart_while_working(ground, "plain", 5)
    await eventually(lambda: ground.holds("plain", 0))
    assert DELIVERY_LIMIT >= 50
    await ground.open_ledgers("a")
    await ground.send(*events("a", numbers(5)))
    for _ in range(8):
        await restart_while_working(ground, QUEUE, 5)
    async with Consuming(ground):
        await eventually(lambda: ground.has("a", 5))
    assert await ground.values("a") == numbers(5)


async def test_t13_keys_with_ids_make_a_series_each_and_ours_are_types(ground: Ground) -> None:
    registry = CollectorRegistry()
    middleware = RabbitPrometheusMiddleware(registry=registry)
    exchange = RabbitExchange(EVENTS, type=ExchangeType.TOPIC, declare=False)
    async with RabbitBroker(ground.amqp_url, logger=None, middlewares=(middleware,)) as raw:
        for n in range(20):
            await raw.publish(b"", exchange=exchange, routing_key=f"grants.project.p{n}.unfrozen")
    assert len({s.labels["destination"] for m in registry.collect() for s in m.samples if s.labels}) == 20
    before = published_series()
    async with Publishing(ground) as source:
        subjects = [f"c{n}" for n in range(20)]
        await source.open_counters(*subjects)
        await source.count(*subjects)
        await eventually(source.is_empty)
    assert published_series() == before | {TYPE}
    assert all(event.type == TYPE for event in await ground.received(20))


def published_series() -> set[str]:
    """The series that this process counts its published events in; other tests of it may have left some."""
    samples = [sample for metric in metrics.events_published.collect() for sample in metric.samples]
    return {sample.labels["type"] for sample in samples}


async def test_t15_unknown_exchange_type_closes_the_connection_and_ours_are_standard(
    ground: Ground, servers: Servers
) -> None:
    connection = await aio_pika.connect(ground.amqp_url)
    bystander, channel = await connection.channel(), await connection.channel()
    with pytest.raises(aio_pika.exceptions.AMQPError):
        await channel.declare_exchange("hash", "x-consistent-hash")
    await eventually(lambda: bystander.is_closed)
    found = servers.management.ask("GET", f"exchanges/{ground.amqp_url.rpartition('/')[2]}")
    ours = {one["name"]: one["type"] for one in found if one["name"].startswith("tongxin.")}
    assert ours == {EVENTS: "topic", DEAD: "direct"}
