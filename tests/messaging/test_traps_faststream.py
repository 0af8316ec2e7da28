"""Traps in FastStream's own code (T16 to T19 of docs/adr/0012), each shown beside our way around it.

Each fails at the upgrade that changes what we rely on; then the way around it is looked at again.
"""

import asyncio
import io
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import aio_pika
import pytest
from faststream import AckPolicy
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue
from faststream.rabbit.subscriber import RabbitSubscriber

from deploy.local.rabbitmq import RabbitMQ
from shared.messaging import broker as module
from shared.messaging.broker import close, connect, make_broker, publish, start_consuming
from shared.messaging.topology import EVENT_LOG
from tests.eventually import eventually
from tests.messaging.frozen import frozen
from tests.messaging.in_memory import in_memory
from tests.messaging.running import QUEUE, Broken, Ground, an_event, events, ground_on, numbers, subscribed

pytestmark = pytest.mark.servers

WORDS = "张三丰 13800138000"
OURS = RabbitQueue(QUEUE, queue_type=QueueType.QUORUM, durable=True, declare=False)
LEFT_ALONE: dict[str, Any] = {"channel": Channel(prefetch_count=10), "ack_policy": AckPolicy.MANUAL}


async def test_t16_words_of_an_error_are_logged_and_ours_are_not(ground: Ground) -> None:
    stream, failed = io.StringIO(), asyncio.Event()
    log = logging.Logger("faststream")
    log.addHandler(logging.StreamHandler(stream))

    async def fails(_: Any) -> None:
        failed.set()
        raise Broken(WORDS)

    raw = RabbitBroker(ground.amqp_url, logger=log, apply_types=False)
    raw.subscriber(OURS, **LEFT_ALONE)(fails)
    await raw.start()
    await ground.send(an_event("a", 1))
    await eventually(failed.is_set)
    await raw.stop()
    assert f"Broken: {WORDS}" in stream.getvalue()
    root, stream = logging.getLogger(), io.StringIO()
    root.addHandler(listening := logging.StreamHandler(stream))
    try:
        async with in_memory("notify", {}) as side:
            side.kept.away = Broken(WORDS)
            await side.deliver(b"not json")
            assert side.session.is_over
    finally:
        root.removeHandler(listening)
    assert stream.getvalue() == ""


async def test_t17_what_comes_before_a_subscriber_runs_is_dropped_and_ours_run_before_they_start(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    handled: list[Any] = []

    async def handle(message: Any) -> None:
        handled.append(message)

    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False)
    subscriber = raw.subscriber(OURS, **LEFT_ALONE)
    subscriber(handle)
    assert subscriber.running is False
    await raw.start()
    assert subscriber.running is True
    subscriber.running = False
    await ground.send(*events("a", numbers(3)))
    await eventually(lambda: ground.is_left(0, 1))
    await asyncio.sleep(0.2)
    assert handled == []
    await raw.stop()
    running, real = [], RabbitSubscriber.start

    async def noted(self: RabbitSubscriber) -> None:
        running.append(self.running)
        await real(self)

    monkeypatch.setattr(RabbitSubscriber, "start", noted)
    ours = subscribed(ground.amqp_url, QUEUE, 10, handle)
    await start_consuming(ours)
    await eventually(lambda: len(handled) == 3)
    await close(ours)
    assert running == [True]


async def test_t18_timeout_of_a_publish_is_forgotten_and_ours_holds(
    mongo_url: str, database: str, own_broker: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = await ground_on(mongo_url, database, own_broker)
    raw, ours = RabbitBroker(ground.amqp_url, logger=None), make_broker(ground.amqp_url, "t18")
    await raw.connect()
    await connect(ours)
    await publish(ours, b"there", "t18.ours", "1", "c")
    monkeypatch.setattr(module, "PUBLISH_TIMEOUT_S", 0.2)
    async with frozen(own_broker.pid):
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            await publish(ours, b"told", "t18.ours", "2", "c")
        assert time.monotonic() - began < 1.5
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2):
                await raw.publish(b"waits", queue=EVENT_LOG, timeout=0.2)
        assert time.monotonic() - began >= 2
    await asyncio.gather(raw.stop(), close(ours))


@asynccontextmanager
async def breaking_at_the_first_channel(url: str, taken: list[float]) -> AsyncIterator[str]:
    """A way to the server that is cut whenever a client asks for a channel; ``taken`` are its connections."""
    there = urlsplit(url)
    open_channel = b"\x00\x14\x00\x0a"

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (data := await reader.read(65536)) and open_channel not in data:
            writer.write(data)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(time.monotonic())
        from_server, to_server = await asyncio.open_connection(there.hostname, there.port)
        ways = [asyncio.ensure_future(carry(reader, to_server)), asyncio.ensure_future(carry(from_server, writer))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for end in (writer, to_server):
            end.close()
        await asyncio.gather(*ways, return_exceptions=True)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield urlunsplit(there._replace(netloc=f"{there.username}:{there.password}@127.0.0.1:{port}"))


async def test_t19_connection_lost_while_being_made_reconnects_for_ever_and_ours_ends(ground: Ground) -> None:
    taken: list[float] = []
    orphans: list[Any] = []
    async with breaking_at_the_first_channel(ground.amqp_url, taken) as url:
        raw = RabbitBroker(
            url, logger=None, reconnect_interval=0.1, on_close=[lambda connection, _: orphans.append(connection)]
        )
        with pytest.raises(aio_pika.exceptions.AMQPError):
            await raw.connect()
        await raw.stop()
        await eventually(lambda: len(taken) >= 4)
        await asyncio.gather(*(one.close() for one in set(orphans)))
        taken.clear()
        ours = make_broker(url, "t19")
        with pytest.raises(aio_pika.exceptions.AMQPError):
            await connect(ours)
        await close(ours)
        await asyncio.sleep(1.5)
        assert len(taken) == 1


async def test_stopping_cancels_the_consumer_and_our_closing_leaves_it_to_the_connection(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/adr/0011 forbids: a cancelled consumer is succeeded while what it holds is still unacked."""

    async def ignore(_: Any) -> None:
        """Leave it unacked."""

    cancelled, real = [], aio_pika.RobustQueue.cancel

    async def noted(self: aio_pika.RobustQueue, *given: Any, **more: Any) -> Any:
        cancelled.append(self.name)
        return await real(self, *given, **more)

    monkeypatch.setattr(aio_pika.RobustQueue, "cancel", noted)
    raw = RabbitBroker(ground.amqp_url, logger=None, apply_types=False)
    raw.subscriber(OURS, **LEFT_ALONE)(ignore)
    await raw.start()
    await raw.stop()
    assert cancelled == [QUEUE]
    ours = subscribed(ground.amqp_url, QUEUE, 10, ignore)
    await start_consuming(ours)
    await eventually(lambda: ground.is_left(0, 1))
    await close(ours)
    assert cancelled == [QUEUE]
    await eventually(lambda: ground.is_left(0, 0))
