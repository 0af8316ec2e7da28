"""What fails is tried in place, then on the ladder, then parked; its subject waits behind it and keeps its order."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pymongo.errors import OperationFailure

from shared.kernel.clock import FixedClock
from shared.messaging import reactions as in_place
from shared.messaging import redrive as redriving
from shared.messaging import unfinished as module
from shared.messaging.unfinished import LADDER, Failure, State
from shared.observability import metrics
from shared.storage.mongo import StorageAway
from tests.eventually import eventually
from tests.messaging.running import Broken, Consuming, Ground, an_event, events, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


async def test_reaction_that_fails_twice_is_tried_in_place_and_leaves_nothing_behind(ground: Ground) -> None:
    await ground.open_ledgers("a")
    async with Consuming(ground) as side:
        side.entering.failing["a", 1] = 2
        await ground.send(*events("a", numbers(3)))
        await eventually(lambda: ground.has("a", 3))
        assert side.entering.began == [("a", 1), ("a", 1), ("a", 1), ("a", 2), ("a", 3)]
    assert await ground.values("a") == [1, 2, 3]
    assert await ground.unfinished() == {}


async def test_later_messages_wait_behind_a_retrying_one_and_follow_in_order(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LADDER", (timedelta(milliseconds=300), *LADDER[1:]))
    await ground.open_ledgers("a", "b")
    async with Consuming(ground) as side:
        side.entering.failing["a", 1] = 3
        await ground.send(*events("a", numbers(6)), *events("b", numbers(6)))
        await eventually(lambda: ground.has("b", 6))
        await eventually(lambda: ground.has("a", 6))
        await eventually(lambda: ground.is_unfinished({}))
        await eventually(lambda: "a" not in side.consumer.blocked)
        await ground.send(an_event("a", 7))
        await eventually(lambda: ground.has("a", 7))
    assert await ground.values("a") == numbers(7)
    await eventually(lambda: ground.is_left(0, 0))


async def test_ladder_is_climbed_and_at_its_end_the_message_is_parked(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    async with Consuming(ground) as side:
        side.entering.failing["a", 2] = 1_000
        await ground.send(*events("a", numbers(4)), *events("b", numbers(2)))
        await eventually(lambda: ground.is_unfinished({"a/2": "parked", "a/3": "waiting", "a/4": "waiting"}))
        await eventually(lambda: ground.has("b", 2))
        assert side.entering.began.count(("a", 2)) == 3 + len(LADDER)
        parked = await ground.db["unfinished"].find_one({"sequence": 2})
        await ground.send(an_event("a", 5))
        await eventually(lambda: ground.waits("a/5"))
    assert parked is not None
    assert await ground.values("a") == [1]
    assert (parked["attempts"], parked["retry_at"]) == (1 + len(LADDER), None)
    assert parked["last_error"]["slug"] == "Broken"
    assert parked["last_error"]["zh"].startswith("tests/messaging/running.py:")
    assert parked["first_failed_at"] < parked["last_failed_at"]
    assert (await Consuming(ground).unfinished.count_by_state()) == {"retrying": 0, "waiting": 3, "parked": 1}


async def test_steps_of_the_ladder_are_those_of_the_design(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = (5, 30, 120, 600, 3600)
    monkeypatch.setattr(module, "LADDER", tuple(timedelta(seconds=n) for n in seconds))
    clock = FixedClock(datetime(2026, 3, 2, tzinfo=UTC))
    ground.clock = clock
    await ground.open_ledgers("a")
    side = Consuming(ground)
    side.entering.failing["a", 1] = 1_000
    async with side.consuming_only():
        await ground.send(an_event("a", 1))
        await eventually(lambda: ground.is_unfinished({"a/1": "retrying"}))
    for number, step in enumerate(seconds, start=1):
        kept = await ground.db["unfinished"].find_one()
        assert kept is not None
        assert (kept["attempts"], kept["retry_at"]) == (number, clock.now() + timedelta(seconds=step))
        clock.move(timedelta(seconds=step - 1))
        await side.redrive.once()
        assert (await ground.db["unfinished"].find_one()) == kept
        clock.move(timedelta(seconds=1))
        await side.redrive.once()
    assert await ground.unfinished() == {"a/1": "parked"}


async def test_mongod_or_broker_trouble_in_a_redrive_spends_no_attempt(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ground.open_ledgers("a")
    side = Consuming(ground)
    side.entering.failing["a", 1] = 3
    async with side.consuming_only():
        await ground.send(an_event("a", 1))
        await eventually(lambda: ground.is_unfinished({"a/1": "retrying"}))
    kept = await ground.db["unfinished"].find_one()

    async def away(*_: Any, **__: Any) -> None:
        raise StorageAway

    with monkeypatch.context() as patched:
        patched.setattr(side.reactions, "apply", away)
        patched.setattr(side.unfinished, "put_off", away)
        await asyncio.sleep(0.02)
        with pytest.raises(StorageAway):
            await side.redrive.once()
    assert await ground.db["unfinished"].find_one() == kept
    await side.redrive.once()
    assert await ground.values("a") == [1]


async def test_storage_that_refuses_to_keep_a_message_ends_the_session_and_loses_nothing(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ground.open_ledgers("a")
    async with Consuming(ground) as side:
        real, refusals = side.unfinished.retry_later, [OperationFailure("no space")]

        async def refuse_once(*given: Any) -> None:
            if refusals:
                raise refusals.pop()
            await real(*given)

        monkeypatch.setattr(side.unfinished, "retry_later", refuse_once)
        side.entering.failing["a", 1] = 4
        await ground.send(*events("a", numbers(3)))
        await eventually(lambda: ground.has("a", 3))
        assert refusals == []
    assert await ground.values("a") == [1, 2, 3]
    await eventually(lambda: ground.is_left(0, 0))


async def test_busy_subject_that_is_worked_off_does_not_starve_the_others(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redriving, "AT_ONCE", 5)
    await ground.open_ledgers("busy", "other")
    side = Consuming(ground)
    side.entering.failing["busy", 1] = side.entering.failing["other", 1] = 3
    async with side.consuming_only():
        await ground.send(*events("busy", numbers(20)), *events("other", numbers(1)))
        await eventually(lambda: ground.waits("busy/20"))
        await eventually(lambda: ground.db["unfinished"].find_one({"subject": "other"}))
    side.entering.failing["other", 1] = 1
    await asyncio.sleep(0.02)
    more = await side.redrive.once()
    assert more
    assert await ground.values("busy") == numbers(5)
    await asyncio.sleep(0.03)
    while await side.redrive.once():
        if await ground.values("other"):
            break
    assert await ground.values("other") == [1]
    assert len(await ground.values("busy")) < 20


async def test_reaction_that_takes_too_long_is_a_failure(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_place, "TIME_LIMIT_S", 0.05)
    await ground.open_ledgers("a", "b")
    async with Consuming(ground) as side:
        gate = side.entering.gates["a"] = asyncio.Event()
        await ground.send(an_event("a", 1), an_event("b", 1))
        await eventually(lambda: ground.has("b", 1))
        kept = await eventually(lambda: ground.db["unfinished"].find_one({"subject": "a"}))
        assert kept["last_error"]["slug"] == "TimeoutError"
        gate.set()
        await eventually(lambda: ground.has("a", 1))


async def test_states_are_counted_for_operators(ground: Ground) -> None:
    await ground.open_ledgers("a")
    async with Consuming(ground) as side:
        side.entering.failing["a", 1] = 1_000
        await ground.send(*events("a", numbers(3)))
        gauges = {state: partial(metrics.value_of, metrics.unfinished.labels(state)) for state in State}
        await eventually(lambda: [gauges[s]() for s in (State.PARKED, State.WAITING, State.RETRYING)] == [1, 2, 0])


def test_failure_of_an_error_that_is_not_ours_tells_its_kind_and_place_and_none_of_its_words() -> None:
    try:
        raise Broken("张三丰 13800138000")
    except Broken as error:
        failure = Failure.of(error)
    assert failure.slug == "Broken"
    assert failure.zh.startswith("tests/messaging/test_unfinished.py:")
    assert Failure.of(Broken("张三丰")) == Failure("Broken", "", "")
