"""Traps in how things end, begin and come in order; the others are in test_traps.py."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from typing import Any

import aio_pika
import pytest
from faststream import Depends
from faststream.asgi import AsgiFastStream
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from deploy.local.rabbitmq import RabbitMQ
from shared.host import service_of
from shared.messaging import session
from shared.messaging.broker import close, connect, count_consumers, make_broker, publish, start_consuming
from shared.messaging.topology import queue_arguments
from shared.observability import metrics
from shared.observability.health import HealthCheck, examine
from shared.web.readiness import ConsumerIsThere, RelayKeepsUp
from tests.architecture.source import ROOT
from tests.eventually import eventually
from tests.messaging.running import (
    QUEUE,
    SERVICE,
    Consuming,
    Ground,
    Publishing,
    events,
    ground_on,
    numbers,
    subscribed,
)

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

OURS = RabbitQueue(QUEUE, queue_type=QueueType.QUORUM, durable=True, declare=False)


async def test_t8_t10_publishing_is_transient_and_fails_hot_and_ours_persists_and_waits(
    mongo_url: str, database: str, own_broker: RabbitMQ
) -> None:
    ground = await ground_on(mongo_url, database, own_broker)
    await ground.open_ledgers("a")
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        classic = await channel.declare_queue("classic", durable=True)
        await classic.purge()
        await classic.bind("tongxin.events", "t8.ours")
    raw, ours = RabbitBroker(ground.amqp_url, logger=None), make_broker(ground.amqp_url, "t8")
    await raw.connect()
    await connect(ours)
    await raw.publish(b"raw", queue="classic")
    await publish(ours, b"ours", "t8.ours", "1", "c")
    async with Publishing(ground) as source:
        await source.open_counters("a")
        own_broker.kill()
        failures: list[BaseException] = []
        for _ in range(100):
            try:
                await raw.publish(b"raw", queue="classic")
            except Exception as error:  # noqa: BLE001  (counting them is the test)
                failures.append(error)
        assert len(failures) == 100
        await eventually(lambda: not source.relay.is_connected)
        away = metrics.value_of(metrics.publish_failures.labels("away"))
        await source.count("a", "a", "a")
        await asyncio.to_thread(own_broker.start)
        await eventually(source.is_empty, 60)
        assert metrics.value_of(metrics.publish_failures.labels("away")) == away
    assert [event.sequence for event in await ground.received(3)] == numbers(3)
    async with await aio_pika.connect(ground.amqp_url) as connection:
        kept = await (await connection.channel()).get_queue("classic")
        survived = [message.body async for message in messages_of(kept)]
    assert survived == [b"ours"]
    await asyncio.gather(raw.stop(), close(ours))


async def messages_of(queue: aio_pika.abc.AbstractQueue) -> AsyncIterator[aio_pika.abc.AbstractIncomingMessage]:
    """What a queue holds now."""
    while (message := await queue.get(fail=False, no_ack=True)) is not None:
        yield message


async def test_t9_stop_waits_for_its_handlers_and_takes_messages_it_ignores_and_ours_gives_them_up(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, handled = asyncio.Event(), []

    async def waits(message: Any) -> None:
        handled.append(message)
        await gate.wait()

    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False, graceful_timeout=60)
    raw.subscriber(OURS, channel=Channel(prefetch_count=10))(waits)
    await raw.start()
    await ground.send(*events("a", [1]))
    await eventually(lambda: len(handled) == 1)
    stopping = asyncio.create_task(raw.stop())
    await asyncio.sleep(0.1)
    await ground.send(*events("a", [2]))
    await eventually(lambda: ground.is_left(0, 1))
    await asyncio.sleep(0.2)
    assert not stopping.done()
    assert len(handled) == 1
    gate.set()
    await stopping
    monkeypatch.setattr(session, "DRAIN_S", 0.1)
    await ground.open_ledgers("a")
    side = Consuming(ground)
    side.entering.gates["a"] = asyncio.Event()
    await side.consumer.start()
    await eventually(lambda: side.entering.at_work == 1)
    await ground.send(*events("a", [3]))
    async with asyncio.timeout(10):
        await side.consumer.stop()
    async with Consuming(ground):
        await eventually(lambda: ground.has("a", 3))


async def test_t11_ping_is_pleased_though_the_consumer_is_gone_and_ours_asks_for_the_consumer(ground: Ground) -> None:
    async def ignore(_: Any) -> None:
        return

    broker = subscribed(ground.amqp_url, QUEUE, 1, ignore)
    assert await count_consumers(broker, QUEUE) == 0
    await start_consuming(broker)
    assert await count_consumers(broker, QUEUE) == 1
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        await channel.queue_delete(QUEUE)
        assert await broker.ping(1.0)
        with pytest.raises(aio_pika.exceptions.ChannelNotFoundEntity):
            await count_consumers(broker, QUEUE)
    await close(broker)


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """A server that takes connections and says nothing."""
    server = await asyncio.start_server(lambda _reader, _writer: asyncio.sleep(0), "127.0.0.1", 0)
    async with server:
        yield f"amqp://guest:guest@127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def test_t12_asgi_is_ready_before_its_broker_and_our_readiness_tells(ground: Ground) -> None:
    async with silent_server() as url:
        raw = RabbitBroker(url, logger=None)
        told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        asked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        asked.put_nowait({"type": "lifespan.startup"})
        app = AsgiFastStream(raw, logger=None)
        serving = asyncio.create_task(app({"type": "lifespan"}, asked.get, told.put))  # type: ignore[arg-type]
        assert (await told.get())["type"] == "lifespan.startup.complete"
        assert not raw.running
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        deaf = Ground(ground.db, url)
        side, source = Consuming(deaf), Publishing(deaf)
        await side.consumer.start()
        await source.relay.start()
        checks: list[HealthCheck] = [
            RelayKeepsUp(lambda: source.relay.is_connected),
            ConsumerIsThere(lambda: side.consumer.is_consuming),
        ]
        assert [health.ok for health in await examine(checks)] == [False, False]
        async with asyncio.timeout(10):
            await asyncio.gather(side.consumer.stop(), source.relay.stop())


def test_t14_documents_bring_a_route_that_publishes_and_ours_mount_none() -> None:
    raw = AsgiFastStream(RabbitBroker(), asyncapi_path="/docs")
    assert [path for path, _ in raw.routes if "try" in path] == ["/docs/try"]
    for name in ("registry", "grants", "rescue", "notify"):
        api = service_of(import_module(f"services.{name}.main").SERVICE)
        homes = {getattr(getattr(route, "endpoint", None), "__module__", "") for route in api.routes}
        assert not [home for home in homes if home.startswith("faststream")]
    sources = [*(ROOT / "shared").rglob("*.py"), *(ROOT / "services").rglob("*.py")]
    assert sources
    assert not [
        path for path in sources if "faststream.asgi" in path.read_text() or "asyncapi_path" in path.read_text()
    ]


async def began(ground: Ground, broker: RabbitBroker, order: list[int]) -> list[int]:
    """The order in which the broker's handler began on 400 messages."""
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        queue = await channel.get_queue("line")
        messages = [aio_pika.Message(b"%d" % n, content_type="application/json") for n in range(400)]
        await asyncio.gather(*(channel.default_exchange.publish(message, queue.name) for message in messages))
    await broker.start()
    await eventually(lambda: len(order) == 400)
    await broker.stop()
    return order


async def test_whatever_is_synchronous_loses_the_order_in_threads_and_ours_keeps_it(ground: Ground) -> None:
    """FastDepends runs synchronous dependencies in threads before the handler, FastStream synchronous handlers."""
    async with await aio_pika.connect(ground.amqp_url) as connection:
        await (await connection.channel()).declare_queue("line", durable=True, arguments={"x-queue-type": "quorum"})
    line = RabbitQueue("line", queue_type=QueueType.QUORUM, durable=True, declare=False)
    order: list[int] = []
    swapped = 0
    for _ in range(5):
        raw = RabbitBroker(ground.amqp_url, logger=None)

        @raw.subscriber(line, channel=Channel(prefetch_count=200), dependencies=[Depends(lambda: None)])
        async def with_fastdepends(body: int) -> None:
            order.append(body)

        swapped += inversions(await began(ground, raw, order))
        order.clear()
        if swapped:
            break

    async def without(message: aio_pika.abc.AbstractIncomingMessage) -> None:
        order.append(int(message.body))
        await message.ack()

    ours = subscribed(ground.amqp_url, "line", 200, without)
    kept = inversions(await began(ground, ours, order))
    print(f"began after a later one: {swapped} of 400 with a synchronous dependency, {kept} of 400 in ours")
    assert swapped > 0
    assert kept == 0
    with pytest.raises(ValueError, match="thread"):
        subscribed(ground.amqp_url, "line", 1, lambda _: asyncio.sleep(0))


def inversions(order: list[int]) -> int:
    """How many came after a later one had begun."""
    highest, late = -1, 0
    for n in order:
        late += n < highest
        highest = max(highest, n)
    return late


@pytest.mark.parametrize("cancel_first", [True, False])
async def test_cancelling_first_lets_the_successor_overtake_and_closing_alone_keeps_the_order(
    ground: Ground, cancel_first: bool
) -> None:
    assert queue_arguments(SERVICE)["x-single-active-consumer"]
    first, second = await aio_pika.connect(ground.amqp_url), await aio_pika.connect(ground.amqp_url)
    held: list[int] = []
    taken: list[int] = []
    active = await first.channel()
    await active.set_qos(prefetch_count=50)
    tag = await (await active.get_queue(QUEUE)).consume(partial(noted, held))
    standby = await second.channel()
    await standby.set_qos(prefetch_count=50)
    await ground.send(*events("a", numbers(100)))
    await eventually(lambda: len(held) == 50)
    await (await standby.get_queue(QUEUE)).consume(partial(noted, taken, ack=True))
    if cancel_first:
        await (await active.get_queue(QUEUE)).cancel(tag)
        await eventually(lambda: len(taken) >= 50)
    await first.close()
    await eventually(lambda: len(taken) == 100)
    await second.close()
    late = inversions(taken)
    print(f"cancelled first: {cancel_first}; of 100 in line, {late} came after later ones")
    assert late == (50 if cancel_first else 0)


async def noted(into: list[int], message: aio_pika.abc.AbstractIncomingMessage, *, ack: bool = False) -> None:
    into.append(int(message.body.partition(b'"sequence":')[2].partition(b",")[0]))
    if ack:
        await message.ack()
