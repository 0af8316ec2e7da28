"""The consumer applies events once and in order, subjects beside each other, and parks what it cannot read."""

import asyncio
import random

import aio_pika
import pytest

from shared.messaging import topology
from shared.messaging.router import CONCURRENT
from shared.messaging.topology import declare_topology
from shared.messaging.unfinished import LONGEST_BODY
from shared.observability import metrics
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

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


async def test_order_within_a_subject_holds_with_many_at_once(ground: Ground) -> None:
    subjects = [f"s{n}" for n in range(40)]
    await ground.open_ledgers(*subjects)
    mixed = subjects * 10
    random.Random(7).shuffle(mixed)
    left = {subject: iter(numbers(10)) for subject in subjects}
    async with Consuming(ground) as side:
        await ground.send(*(an_event(subject, next(left[subject])) for subject in mixed))
        await eventually(lambda: len(side.entering.began) >= 400 and side.entering.at_work == 0)
        assert {subject: await ground.values(subject) for subject in subjects} == dict.fromkeys(subjects, numbers(10))
        assert len(side.entering.began) == 400
    await eventually(lambda: ground.is_left(0, 0))
    assert await ground.unfinished() == {}


async def test_at_most_sixty_four_reactions_are_at_work_at_once(ground: Ground) -> None:
    subjects = [f"s{n}" for n in range(CONCURRENT + 10)]
    await ground.open_ledgers(*subjects)
    async with Consuming(ground) as side:
        gate = asyncio.Event()
        side.entering.gates = dict.fromkeys(subjects, gate)
        await ground.send(*(an_event(subject, 1) for subject in subjects))
        await eventually(lambda: side.entering.at_work == CONCURRENT)
        gate.set()
        await eventually(lambda: len(side.entering.began) == len(subjects) and side.entering.at_work == 0)
        assert side.entering.most_at_work == CONCURRENT == 64


async def test_slow_subject_holds_up_itself_and_nobody_else(ground: Ground) -> None:
    await ground.open_ledgers("slow", "swift")
    async with Consuming(ground) as side:
        gate = side.entering.gates["slow"] = asyncio.Event()
        await ground.send(*events("slow", numbers(20)), *events("swift", numbers(20)))
        await eventually(lambda: side.entering.began.count(("swift", 20)) == 1 and side.entering.at_work == 1)
        assert [what for what in side.entering.began if what[0] == "slow"] == [("slow", 1)]
        assert await ground.values("swift") == numbers(20)
        gate.set()
        await eventually(lambda: ground.has("slow", 20))


async def test_duplicates_on_the_wire_are_absorbed_without_effect(ground: Ground) -> None:
    await ground.open_ledgers("a")
    before = metrics.value_of(metrics.wire_duplicates)
    one, two, three = events("a", numbers(3))
    async with Consuming(ground) as side:
        await ground.send(one, one, two, one, two, two, three, one, two, three)
        await eventually(lambda: len(side.entering.began) == 10 and side.entering.at_work == 0)
        assert await ground.values("a") == [1, 2, 3]
    assert metrics.value_of(metrics.wire_duplicates) - before == 7
    assert await ground.unfinished() == {}


async def test_event_after_a_later_one_is_parked_counted_and_holds_its_subject(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    before = metrics.value_of(metrics.order_breaks)
    async with Consuming(ground):
        await ground.send(*events("a", [2, 1, 3]), *events("b", [1]))
        await eventually(lambda: ground.is_unfinished({"a/1": "parked", "a/3": "waiting"}))
        await eventually(lambda: ground.has("b", 1))
    assert await ground.values("a") == [2]
    parked = await ground.db["unfinished"].find_one({"subject": "a", "sequence": 1})
    assert parked is not None
    assert parked["last_error"]["slug"] == "out-of-order"
    assert "后续消息" in parked["last_error"]["zh"]
    assert "after a later one" in parked["last_error"]["en"]
    assert metrics.value_of(metrics.order_breaks) - before == 1


UNREADABLE = {
    "not json": (b"\xff\xfe not json", "undecodable-body", None),
    "not an event": (b'{"specversion": "1.0"}', "undecodable-body", None),
    "a type nobody knows": (an_event("a", 1, type="grants.project.vanished.v1"), "unknown-type", "a"),
    "a version nobody knows": (an_event("a", 1, type="grants.project.unfrozen.v9"), "unknown-schema", "a"),
    "another schema": (an_event("a", 1, dataschema="urn:elsewhere"), "unknown-schema", "a"),
    "data that does not fit": (an_event("a", 1, data={"project_id": 7}), "data-does-not-fit", "a"),
    "an event we do not react to": (
        an_event("a", 1, type="grants.project.opened.v1", data={"project_id": "a", "organisation_id": "o"}),
        "no-reaction",
        "a",
    ),
}


@pytest.mark.parametrize(("body", "slug", "subject"), UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_what_cannot_be_read_is_parked_as_it_came_and_holds_up_only_its_subject(
    ground: Ground, body: bytes, slug: str, subject: str | None
) -> None:
    await ground.open_ledgers("a", "b")
    async with Consuming(ground):
        await ground.send(body, *events("a", [2]), *events("b", [1]))
        await eventually(lambda: ground.has("b", 1))
        kept = await eventually(lambda: ground.db["unfinished"].find_one({"state": "parked"}))
        await eventually(lambda: ground.has("a", 2) if subject is None else ground.waits("a/2"))
    assert bytes(kept["message"]) == body
    assert (kept["last_error"]["slug"], kept["subject"], kept["attempts"]) == (slug, subject, 1)
    assert await ground.values("a") == ([] if subject else [2])
    await eventually(lambda: ground.is_left(0, 0))


async def test_message_too_long_to_be_kept_whole_does_not_hold_up_the_queue(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    async with Consuming(ground):
        await ground.send(b"x" * 17_000_000, an_event("a", 1, source="s" * 17_000_000, type="odd.v1"), an_event("b", 1))
        await eventually(lambda: ground.has("b", 1))
        await eventually(lambda: ground.holds_unfinished(2))
        kept = await ground.db["unfinished"].find({}, {"state": 1, "message": 1}).to_list(None)
    assert [(one["state"], len(one["message"])) for one in kept] == [("parked", LONGEST_BODY)] * 2


async def test_envelope_that_no_database_could_keep_is_parked_and_does_not_hold_up_the_queue(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    bodies = [an_event("a", 10**20, value=1), an_event("a" * 17_000_000, 1), an_event("a", 1, id="i" * 17_000_000)]
    async with Consuming(ground):
        await ground.send(*bodies, an_event("b", 1))
        await eventually(lambda: ground.has("b", 1))
        await eventually(lambda: ground.holds_unfinished(3))
        kept = await ground.db["unfinished"].find({}, {"state": 1, "last_error": 1}).to_list(None)
    assert [(one["state"], one["last_error"]["slug"]) for one in kept] == [("parked", "undecodable-body")] * 3


async def test_what_the_broker_gave_up_on_is_parked_by_the_last_net(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ground.open_ledgers("a", "b")
    monkeypatch.setattr(topology, "DELIVERY_LIMIT", 2)
    async with await aio_pika.connect(ground.amqp_url) as connection:
        await (await connection.channel()).queue_delete(QUEUE)
    await declare_topology(ground.amqp_url, {SERVICE: [TYPE]})
    body = an_event("a", 1)
    await ground.send(body)
    for _ in range(3):
        async with await aio_pika.connect(ground.amqp_url) as connection:
            queue = await (await connection.channel()).get_queue(QUEUE)
            async with queue.iterator() as messages:
                await anext(messages)
                await connection.close()
    await eventually(lambda: ground.holds(DEAD_QUEUE, 1))
    async with Consuming(ground):
        await eventually(lambda: ground.is_unfinished({"a/1": "parked"}))
        await ground.send(an_event("a", 2), an_event("b", 1))
        await eventually(lambda: ground.is_unfinished({"a/1": "parked", "a/2": "waiting"}))
        await eventually(lambda: ground.has("b", 1))
    kept = await ground.db["unfinished"].find_one({"sequence": 1})
    assert kept is not None
    assert kept["last_error"]["slug"] == "returned-too-often"
    assert bytes(kept["message"]) == body
    assert await ground.values("a") == []
