"""Forwarding repeats rather than loses: killed in the middle, on two replicas, over a stream that was made anew."""

import asyncio
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import aio_pika
import pytest

from shared.messaging.topology import EVENT_LOG, declare_topology
from shared.subscribers import forwarder, forwarding, stream
from shared.subscribers.subscribers import Position, Subscribers
from tests.architecture.source import ROOT
from tests.eventually import eventually
from tests.messaging.running import SERVICE, an_event, events, numbers
from tests.subscribers.yard import TYPE, Yard

pytestmark = pytest.mark.servers


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwarder, "LOOK_EVERY_S", 0.2)
    monkeypatch.setattr(forwarder, "FIRST_PAUSE_S", 0.2)
    monkeypatch.setattr(stream, "ANSWER_S", 5.0)
    monkeypatch.setattr(forwarder, "LONGEST_PAUSE_S", 1.0)


def sequences(heard: Sequence[dict[str, Any]], subject: str = "s") -> list[int]:
    """The sequences of a subject in the order in which they first came."""
    return list(dict.fromkeys(event["sequence"] for event in heard if event["subject"] == subject))


async def test_an_event_comes_to_a_subscriber_without_what_is_of_the_inside(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    await yard.ground.send(an_event("s", 1, actor="wang.li", causationid="the-command", traceparent="00-a-b-01"))
    async with yard.forwarding():
        (heard,) = await yard.heard("one", "one.all", 1)
    assert (heard["id"], heard["type"], heard["subject"], heard["sequence"]) == ("s/1", TYPE, "s", 1)
    assert not {"causationid", "traceparent"} & heard.keys()
    assert heard["actor"].startswith("person:")
    assert "wang" not in str(heard)


async def test_a_forwarder_that_dies_between_taking_and_noting_loses_nothing(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    monkeypatch.setattr(forwarding, "BATCH", 10)
    note = Subscribers.came_to
    died = asyncio.Event()

    async def die_first(self: Subscribers, *told: Any) -> None:
        if not died.is_set():
            died.set()
            raise RuntimeError("as by a power cut")
        await note(self, *told)

    monkeypatch.setattr(Subscribers, "came_to", die_first)
    await yard.ground.send(*events("s", range(1, 51)))
    async with yard.forwarding():
        heard = await yard.heard("one", "one.all", 60)
    assert died.is_set()
    assert sequences(heard) == numbers(50)
    assert len(heard) > 50


async def test_a_forwarder_killed_again_and_again_loses_nothing_and_swaps_nothing(yard: Yard, mongo_url: str) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    place = (mongo_url, yard.ground.db.name, yard.ground.amqp_url, yard.outside_url)
    seed = 8
    chance = random.Random(seed)
    for first in range(1, 101, 20):
        for subject in ("s", "t"):
            await yard.ground.send(*events(subject, range(first, first + 20)))
        replica = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.subscribers.process", *place, stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        assert replica.stdout
        await replica.stdout.readline()
        await asyncio.sleep(chance.uniform(0.2, 0.9))
        replica.kill()
        await replica.wait()
    async with yard.forwarding("last"):
        heard: list[dict[str, Any]] = []
        for _ in range(10):
            if len({event["id"] for event in heard}) == 200:
                break
            heard += await yard.heard("one", "one.all", 1000, seconds=2)
    for subject in ("s", "t"):
        assert sequences(heard, subject) == numbers(100)


async def test_two_replicas_forward_in_order_and_nothing_twice(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    async with yard.forwarding("a"), yard.forwarding("b"):
        for first in range(1, 100, 10):
            await yard.ground.send(*events("s", range(first, first + 10)))
        heard = await yard.heard("one", "one.all", 100)
        await asyncio.sleep(0.5)
        assert await yard.length("one.all") == 0
    assert [event["sequence"] for event in heard] == numbers(100)


async def test_two_who_both_believe_to_hold_the_lease_only_repeat(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    async with yard.forwarding("a"), yard.forwarding("a"):
        for first in range(1, 100, 10):
            await yard.ground.send(*events("s", range(first, first + 10)))
        heard = await yard.heard("one", "one.all", 200)
    assert sequences(heard) == numbers(100)


async def test_a_stream_that_was_made_anew_is_read_from_its_beginning(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    await yard.ground.send(*events("s", range(1, 31)))
    async with yard.forwarding():
        await yard.heard("one", "one.all", 30)
        await eventually(lambda: _has_come_to(yard, 30))
    async with await aio_pika.connect(yard.ground.amqp_url) as connection:
        await (await connection.channel()).queue_delete(EVENT_LOG)
    await declare_topology(yard.ground.amqp_url, {SERVICE: [TYPE]})
    await yard.ground.send(*events("s", range(31, 36)))
    async with yard.forwarding():
        heard = await yard.heard("one", "one.all", 5)
    assert sequences(heard) == [31, 32, 33, 34, 35]


async def test_what_left_the_stream_before_it_was_read_is_counted(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    await yard.ground.send(*events("s", range(1, 4)))
    one = await yard.subscribers.get("one")
    await yard.subscribers.came_to(one, Position(-4, "long ago"), 0)
    async with yard.forwarding():
        await yard.heard("one", "one.all", 3)
        await eventually(lambda: _has_come_to(yard, 3))
    assert (await yard.subscribers.get("one")).missed == 4


async def test_a_subscriber_is_told_again_alone_and_nobody_else(yard: Yard) -> None:
    began = datetime.now(UTC)
    await yard.add("one")
    await yard.add("two")
    for name in ("one", "two"):
        await yard.queue_of(name, f"{name}.all")
    await yard.ground.send(*events("s", range(1, 11)))
    before = await yard.ground.left_in()
    async with yard.forwarding():
        for name in ("one", "two"):
            await yard.heard(name, f"{name}.all", 10)
        await yard.desk.resend("one", began)
        assert sequences(await yard.heard("one", "one.all", 10)) == numbers(10)
        assert await yard.length("two.all") == 0
    assert await yard.ground.left_in() == before


async def test_nobody_is_told_what_happened_before_they_came(yard: Yard) -> None:
    await yard.ground.send(*events("s", range(1, 6)))
    await asyncio.sleep(1.1)
    await yard.add("late")
    await yard.queue_of("late", "late.all")
    await yard.ground.send(*events("s", range(6, 9)))
    async with yard.forwarding():
        assert sequences(await yard.heard("late", "late.all", 3)) == [6, 7, 8]


async def test_a_type_that_is_allowed_no_more_comes_no_more_though_it_is_still_bound(yard: Yard) -> None:
    await yard.add("one", TYPE, "registry.organisation.registered.v1")
    await yard.queue_of("one", "one.all")
    async with yard.forwarding():
        await yard.ground.send(an_event("s", 1))
        assert await yard.heard("one", "one.all", 1)
        await yard.desk.allow("one", ["registry.*"])
        await eventually(lambda: _is_settled(yard, "one"))
        await yard.ground.send(an_event("s", 2))
        assert await yard.heard("one", "one.all", 1, seconds=2) == []


async def _has_come_to(yard: Yard, offset: int) -> bool:
    at = (await yard.subscribers.get("one")).position
    return at is not None and at.offset == offset


async def _is_settled(yard: Yard, name: str) -> bool:
    await asyncio.sleep(0.6)
    return TYPE not in (await yard.subscribers.get(name)).types
