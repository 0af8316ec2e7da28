"""Two replicas of one service: one consumes, the other takes over without breaking order, whatever ends the first."""

import asyncio
import sys
from collections.abc import Coroutine
from functools import partial
from typing import Any

import aio_pika
import pytest
from aiormq.connection import TCPTransportFactory

from shared.messaging import session
from shared.messaging.topology import declare_topology
from tests.eventually import eventually
from tests.messaging.running import (
    DEAD_QUEUE,
    QUEUE,
    SERVICE,
    TYPE,
    Consuming,
    Ground,
    an_event,
    events,
    numbers,
)
from tests.servers import Servers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

SUBJECTS = [f"s{n}" for n in range(12)]


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.StreamWriter]:
    """Every connection to the broker that is opened in this test."""
    opened: list[asyncio.StreamWriter] = []
    real = TCPTransportFactory.create

    async def noted(self: TCPTransportFactory, *given: Any, **more: Any) -> tuple[Any, asyncio.StreamWriter]:
        reader, writer = await real(self, *given, **more)
        opened.append(writer)
        return reader, writer

    monkeypatch.setattr(TCPTransportFactory, "create", noted)
    return opened


async def counted(ground: Ground) -> None:
    """Wait until every ledger holds all, and look that it holds each once and in order."""
    for subject in SUBJECTS:
        await eventually(partial(ground.has, subject, 40))
    assert {subject: await ground.values(subject) for subject in SUBJECTS} == {s: numbers(40) for s in SUBJECTS}
    assert await ground.unfinished() == {}


def grew_by(count: int, before: list[int], now: tuple[list[Any], ...]) -> bool:
    """Whether these lists together hold so many more than before."""
    return sum(len(one) for one in now) >= sum(before) + count


def everything(ground: Ground) -> Coroutine[Any, Any, None]:
    """40 events of each subject, mixed."""
    return ground.send(*(an_event(subject, n) for n in numbers(40) for subject in SUBJECTS))


async def test_successor_goes_on_where_a_stopped_one_was(ground: Ground) -> None:
    await ground.open_ledgers(*SUBJECTS)
    first, second = Consuming(ground), Consuming(ground)
    await first.__aenter__()
    await eventually(lambda: first.consumer.is_consuming)
    async with second:
        await eventually(lambda: second.consumer.is_consuming)
        sending = asyncio.create_task(everything(ground))
        await eventually(lambda: len(first.entering.began) > 50)
        assert second.entering.began == []
        await first.__aexit__()
        await sending
        await counted(ground)
        assert second.entering.began


async def test_replica_whose_connection_is_cut_again_and_again_and_its_successor_keep_the_order(
    ground: Ground, sockets: list[asyncio.StreamWriter]
) -> None:
    await ground.open_ledgers(*SUBJECTS)
    first, second = Consuming(ground), Consuming(ground)
    async with first, second:
        await eventually(lambda: first.consumer.is_consuming and second.consumer.is_consuming)
        sending = asyncio.create_task(everything(ground))
        for _ in range(3):
            began = first.entering.began, second.entering.began
            await eventually(partial(grew_by, 30, [len(one) for one in began], began))
            cut = [writer for writer in sockets if not writer.is_closing()]
            for writer in cut:
                writer.transport.abort()
            await asyncio.gather(sending, return_exceptions=True)
            sending = asyncio.create_task(everything(ground))
        await sending
        await counted(ground)


async def test_killed_process_is_succeeded_without_a_gap(ground: Ground, mongo_url: str) -> None:
    await ground.open_ledgers(*SUBJECTS)
    command = [sys.executable, "-m", "tests.messaging.process", mongo_url, ground.db.name, ground.amqp_url]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await ground.send(an_event("s0", 1))
        await eventually(lambda: ground.has("s0", 1))
        async with Consuming(ground) as second:
            await eventually(lambda: second.consumer.is_consuming)
            sending = asyncio.create_task(everything(ground))
            await eventually(lambda: ground.has_come_to("s3", 5))
            process.kill()
            await sending
            await counted(ground)
            assert second.entering.began
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_successor_knows_which_subjects_are_blocked(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    first, second = Consuming(ground), Consuming(ground)
    first.entering.failing["a", 1] = second.entering.failing["a", 1] = 1_000
    async with second.consuming_only():
        await eventually(lambda: second.consumer.is_consuming)
        async with first.consuming_only():
            await ground.send(an_event("b", 1))
            await eventually(lambda: ground.has("b", 1))
            active, standby = (first, second) if first.entering.began else (second, first)
            await ground.send(*events("a", [1, 2]))
            await eventually(lambda: ground.is_unfinished({"a/1": "retrying", "a/2": "waiting"}))
            await active.consumer.stop()
            await ground.send(an_event("a", 3), an_event("b", 2))
            await eventually(lambda: ground.has("b", 2))
            await eventually(lambda: ground.waits("a/3"))
            assert ("a", 3) not in standby.entering.began
    second.entering.failing.clear()
    await asyncio.sleep(0.1)
    await second.redrive.once()
    assert await ground.values("a") == [1, 2, 3]


async def test_message_in_hand_is_finished_before_a_stop_and_the_rest_returns(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    side = Consuming(ground)
    gate = side.entering.gates["a"] = asyncio.Event()
    await side.consumer.start()
    await ground.send(*events("a", numbers(5)), an_event("b", 1))
    await eventually(lambda: ground.has("b", 1))
    stopping = asyncio.create_task(side.consumer.stop())
    await eventually(lambda: side.consumer._stopping.is_set())
    await ground.send(an_event("b", 2))
    gate.set()
    async with asyncio.timeout(10):
        await stopping
    assert await ground.values("a") == [1]
    assert await ground.values("b") == [1]
    await eventually(lambda: ground.is_left(5, 0))
    async with Consuming(ground):
        await eventually(lambda: ground.has("a", 5))
        await eventually(lambda: ground.has("b", 2))
    assert await ground.values("a") == numbers(5)


async def test_consumer_that_the_broker_forgot_comes_back_with_its_queue_and_its_bindings(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, servers: Servers
) -> None:
    """RabbitMQ 3.10 goes on to feed the old consumer into the void when a queue is there again at once; so we wait."""
    monkeypatch.setattr(session, "LOOK_EVERY_S", 1.0)
    await ground.open_ledgers("a")

    def is_bound() -> bool:
        found = servers.management.ask("GET", f"bindings/{ground.amqp_url.rpartition('/')[2]}")
        return (QUEUE, TYPE) in [(one["destination"], one["routing_key"]) for one in found]

    async with Consuming(ground), await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        await ground.send(an_event("a", 1))
        await eventually(lambda: ground.has("a", 1))
        await channel.queue_delete(QUEUE)
        await asyncio.sleep(0.5)
        await declare_topology(ground.amqp_url, {SERVICE: [TYPE]})
        await ground.send(an_event("a", 2))
        await eventually(lambda: ground.has("a", 2))
        await channel.queue_delete(QUEUE)
        await eventually(is_bound)
        await ground.send(an_event("a", 3))
        await eventually(lambda: ground.has("a", 3))
        await channel.queue_delete(DEAD_QUEUE)
        await eventually(lambda: has_consumer(ground, DEAD_QUEUE))
    assert await ground.values("a") == [1, 2, 3]


async def has_consumer(ground: Ground, queue: str) -> bool:
    try:
        return (await ground.left_in(queue))[1] == 1
    except aio_pika.exceptions.ChannelNotFoundEntity:
        return False
