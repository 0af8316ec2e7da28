"""What surrounds a delivery: the turn is taken at once, nothing is settled twice or too early, and no words get out."""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import structlog
from faststream import BaseMiddleware, StreamMessage
from faststream.rabbit.message import RabbitMessage

from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.cause import Cause
from shared.messaging import reactions
from shared.observability.logging import configure_logging
from tests.messaging.in_memory import in_memory
from tests.messaging.running import Broken, an_event

Next = Callable[[StreamMessage[Any]], Awaitable[Any]]


class Working:
    """A reaction that waits at a gate and tells who began."""

    def __init__(self) -> None:
        self.began: list[tuple[str, int]] = []
        self.gate = asyncio.Event()

    async def __call__(self, event: Any, _cause: Cause) -> None:
        self.began.append((event.project_id, int(event.project_no)))
        await self.gate.wait()


class Suspending(BaseMiddleware[Any, Any]):
    """What nobody may put around ours: it lets others go first."""

    async def consume_scope(self, call_next: Next, msg: StreamMessage[Any]) -> Any:
        await asyncio.sleep(0)
        return await call_next(msg)


@pytest.mark.parametrize(("outside", "steps"), [((), 0), ((Suspending,), 1)])
async def test_turn_is_taken_before_anything_suspends(outside: tuple[type[BaseMiddleware]], steps: int) -> None:
    """A delivery's first step reaches its turn; one suspension around ours already lets later ones go first."""
    working = Working()
    async with in_memory("notify", {ProjectUnfrozen: working}, *outside) as side:
        delivery = side.deliver(an_event("a", 1))
        took = 0
        while not working.began and took < 5:
            delivery.send(None)
            took += 1
        assert took == 1 + steps
        delivery.close()


async def test_deliveries_of_a_subject_begin_one_after_the_other_and_others_beside_them() -> None:
    working = Working()
    async with in_memory("notify", {ProjectUnfrozen: working}) as side:
        at_work = [asyncio.create_task(side.deliver(an_event(*one))) for one in (("a", 1), ("a", 2), ("b", 1))]
        await asyncio.sleep(0.05)
        assert working.began == [("a", 1), ("b", 1)]
        working.gate.set()
        await asyncio.gather(*at_work)
        assert working.began == [("a", 1), ("b", 1), ("a", 2)]
        assert side.acked == [True, True, True]


async def test_session_that_ends_lets_finish_what_began_and_begins_nothing_that_waited() -> None:
    working = Working()
    async with in_memory("notify", {ProjectUnfrozen: working}) as side:
        at_work = [asyncio.create_task(side.deliver(an_event("a", n))) for n in (1, 2)]
        await asyncio.sleep(0.05)
        side.session.end()
        at_work.append(asyncio.create_task(side.deliver(an_event("b", 1))))
        working.gate.set()
        await asyncio.gather(*at_work)
        assert working.began == [("a", 1)]
        assert sorted(side.acked) == [False, False, True]


async def test_next_one_of_a_subject_begins_only_when_the_last_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    acking = asyncio.Event()

    async def slow(_: RabbitMessage) -> None:
        await acking.wait()

    working = Working()
    working.gate.set()
    monkeypatch.setattr(RabbitMessage, "ack", slow)
    async with in_memory("notify", {ProjectUnfrozen: working}) as side:
        at_work = [asyncio.create_task(side.deliver(an_event("a", n))) for n in (1, 2)]
        await asyncio.sleep(0.05)
        assert working.began == [("a", 1)]
        acking.set()
        await asyncio.gather(*at_work)
    assert working.began == [("a", 1), ("a", 2)]


async def test_ack_that_is_lost_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(_: RabbitMessage) -> None:
        raise ConnectionError("the channel is closed")

    working = Working()
    working.gate.set()
    monkeypatch.setattr(RabbitMessage, "ack", lost)
    async with in_memory("notify", {ProjectUnfrozen: working}) as side:
        await side.deliver(an_event("a", 1))
        assert not side.session.is_over
    assert working.began == [("a", 1)]


async def test_message_that_cannot_even_be_parsed_ends_the_session_and_stays_unacked() -> None:
    async with in_memory("notify", {}) as side:
        live = next(one for one in side.broker.subscribers if one.queue.name == "tongxin.notify")
        await live.consume(object())
        assert side.session.is_over
        assert side.deliveries == []


@pytest.fixture
def lines(restored_log: None) -> io.StringIO:
    stream = io.StringIO()
    configure_logging("notify", stream=stream)
    return stream


async def test_lines_written_inside_carry_the_click_and_no_line_the_words_of_an_error(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tells(_event: Any, _cause: Cause) -> None:
        structlog.get_logger().info("reaction.began")
        raise Broken("张三丰 13800138000")

    monkeypatch.setattr(reactions, "IN_PLACE_PAUSES_S", ())
    async with in_memory("notify", {ProjectUnfrozen: tells}) as side:
        await side.deliver(an_event("a", 1))
        side.kept.away = Broken("张三丰 13800138000")
        await side.deliver(an_event("b", 1))
        assert side.session.is_over
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [line["event"] for line in written] == ["reaction.began", "consumer.reaction_failed"] * 2
    assert {line["correlation_id"] for line in written} == {"walk-1"}
    assert "张三丰" not in lines.getvalue()
