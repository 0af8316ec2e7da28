"""A queue of a subscriber that is full, refuses, is deleted or is never emptied costs nobody else anything."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aio_pika
import pytest
from aiormq.exceptions import ChannelAccessRefused

from shared.messaging.topology import EVENTS
from shared.subscribers import forwarding
from shared.subscribers.names import exchange_of
from tests.eventually import eventually
from tests.messaging.running import Consuming, Publishing, numbers
from tests.subscribers.yard import REJECTING, TYPE, Yard

pytestmark = pytest.mark.servers
COMMANDS = 100


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwarding, "LONGEST_PAUSE_S", 0.2)


async def _hundred_commands(yard: Yard, subjects: int = 10) -> float:
    """Count a hundred times over ten subjects, and answer after how many seconds all was applied inside."""
    names = [f"s{n}" for n in range(subjects)]
    await yard.ground.open_ledgers(*names)
    each = COMMANDS // subjects
    async with Publishing(yard.ground) as publishing, Consuming(yard.ground):
        await publishing.open_counters(*names)
        began = time.monotonic()
        await asyncio.gather(*(publishing.count(*[name] * each) for name in names))
        for name in names:
            await eventually(lambda name=name: yard.ground.has(name, each))  # type: ignore[misc]
        return time.monotonic() - began


async def test_a_queue_of_one_that_refuses_keeps_nothing_from_being_applied_inside(yard: Yard) -> None:
    await yard.add("full")
    await yard.add("free")
    await yard.queue_of("full", "full.all", **REJECTING)
    await yard.queue_of("free", "free.all")
    async with yard.forwarding():
        seconds = await _hundred_commands(yard)
        print(f"{COMMANDS} commands were applied inside in {seconds:.2f} s beside a full queue outside")
        await eventually(lambda: _is(yard, "free.all", COMMANDS))
    assert await yard.length("full.all") == 1
    assert (await yard.subscribers.get("full")).refused > 0
    assert (await yard.subscribers.get("full")).held_since is not None
    assert (await yard.subscribers.get("free")).refused == 0


async def test_what_a_full_queue_refused_comes_in_order_once_it_takes_again(yard: Yard) -> None:
    await yard.add("full")
    await yard.queue_of("full", "full.all", **REJECTING)
    async with yard.forwarding():
        await _hundred_commands(yard, subjects=2)
        heard = await yard.heard("full", "full.all", COMMANDS)
    for subject in ("s0", "s1"):
        came = [event["sequence"] for event in heard if event["subject"] == subject]
        assert list(dict.fromkeys(came)) == numbers(COMMANDS // 2)


async def test_a_deleted_queue_holds_nobody_up(yard: Yard) -> None:
    await yard.add("gone")
    await yard.queue_of("gone", "gone.all")
    async with yard.forwarding(), yard.channel_of("gone") as channel:
        await channel.queue_delete("gone.all")
        await _hundred_commands(yard)
        await eventually(lambda: _told(yard, "gone", COMMANDS))


async def test_a_subscriber_that_never_acks_keeps_nothing_from_the_others(yard: Yard) -> None:
    await yard.add("idle")
    await yard.add("free")
    await yard.queue_of("idle", "idle.all", **{"x-max-length": 10, "x-overflow": "reject-publish"})
    await yard.queue_of("free", "free.all")
    async with yard.forwarding(), yard.channel_of("idle") as channel:
        await channel.set_qos(prefetch_count=5)

        async def never(_: Any) -> None:
            await asyncio.sleep(600)

        await (await channel.get_queue("idle.all", ensure=False)).consume(never)
        await _hundred_commands(yard)
        await eventually(lambda: _is(yard, "free.all", COMMANDS))


@pytest.mark.parametrize("key", ["#", "rescue.#", "*.*.*.*", "rescue.interpreter.requested.v1", "grants.project.#", ""])
async def test_a_subscriber_binds_nothing_that_it_was_not_allowed(yard: Yard, key: str) -> None:
    await yard.add("curious")
    async with yard.channel_of("curious") as channel:
        queue = await channel.declare_queue("curious.all", durable=True)
        with pytest.raises(ChannelAccessRefused):
            await queue.bind(exchange_of("curious"), key)


async def test_a_subscriber_does_not_even_connect_where_the_services_are(yard: Yard) -> None:
    await yard.add("curious")
    with pytest.raises(Exception, match=r"Connection\.Close"):
        await aio_pika.connect(yard.url_of("curious", yard.ground.amqp_url.rpartition("/")[2]))


REACHING: dict[str, Callable[[Any], Awaitable[object]]] = {
    "read another's queue": lambda channel: _read(channel, "other.all"),
    "bind another's exchange": lambda channel: _bind(channel, "other"),
    "declare a queue of ours": lambda channel: channel.declare_queue("tongxin.notify"),
    "declare a nameless queue": lambda channel: channel.declare_queue(exclusive=True),
    "publish to its exchange": lambda channel: _publish(channel, exchange_of("curious")),
    "publish to another's queue": lambda channel: _publish(channel, ""),
    "send dead letters to another": lambda channel: channel.declare_queue(
        "curious.dead", arguments={"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "other.all"}
    ),
    "declare our exchange": lambda channel: channel.declare_exchange(EVENTS),
}


async def test_a_subscriber_reaches_nothing_that_is_not_its_own(yard: Yard) -> None:
    await yard.add("curious")
    await yard.add("other")
    await yard.queue_of("other", "other.all")
    reached = []
    for what, attempt in REACHING.items():
        async with yard.channel_of("curious") as channel:
            try:
                await attempt(channel)
            except ChannelAccessRefused:
                continue
        reached.append(what)
    assert reached == []


async def test_no_queue_outside_grows_beyond_the_bound_that_the_operator_set(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.subscribers.MOST_MESSAGES", 20)
    await yard.add("greedy")
    await yard.queue_of("greedy", "greedy.all", **{"x-max-length": 1_000_000})
    async with yard.forwarding():
        await _hundred_commands(yard)
        await eventually(lambda: _told(yard, "greedy", COMMANDS))
    assert await yard.length("greedy.all") <= 20


async def _read(channel: Any, queue: str) -> None:
    await (await channel.get_queue(queue, ensure=False)).get()


async def _bind(channel: Any, name: str) -> None:
    queue = await channel.declare_queue("curious.all", durable=True)
    await queue.bind(exchange_of(name), TYPE)


async def _publish(channel: Any, exchange: str) -> None:
    found = await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
    await found.publish(aio_pika.Message(b"{}"), "other.all")


async def _is(yard: Yard, queue: str, count: int) -> bool:
    return await yard.length(queue) == count


async def _told(yard: Yard, name: str, count: int) -> bool:
    return await yard.told(name) >= count
