"""The relay sends what was saved: all of it, in order within a document, many documents beside each other."""

import asyncio
from collections import Counter as Tally
from collections import defaultdict
from datetime import timedelta
from functools import partial
from typing import Any

import aio_pika
import pytest
from aio_pika.exceptions import DeliveryError
from pymongo.errors import OperationFailure

from bench.counting import WentUp
from bench.counting import outbound as counting
from shared.contracts.grants import ProjectFrozen, ProjectOpened
from shared.kernel.errors import Unavailable
from shared.messaging import lanes, sweep
from shared.messaging import relay as module
from shared.messaging.broker import EventBroker, connect, publish
from shared.messaging.lanes import Lane
from shared.messaging.relay import WINDOW, Relay
from shared.messaging.topology import EVENT_LOG, EVENTS, declare_topology
from shared.observability import metrics
from tests.eventually import eventually
from tests.messaging.running import QUEUE, SERVICE, TYPE, Ground, Publishing, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


@pytest.fixture
def flights(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many publishes are on their way by subject, ``all`` together, and the ``most`` there were."""
    flying: dict[str, int] = Tally()
    real = publish

    async def counted(broker: Any, body: bytes, *more: Any) -> None:
        subject = str(body).partition('"subject":"')[2].partition('"')[0]
        flying[subject] += 1
        flying["all"] += 1
        flying["most"] = max(flying["most"], flying["all"])
        flying["most of one"] = max(flying["most of one"], flying[subject])
        try:
            await real(broker, body, *more)
        finally:
            flying[subject] -= 1
            flying["all"] -= 1

    monkeypatch.setattr(module, "publish", counted)
    return flying


async def test_documents_go_beside_each_other_and_each_one_in_order(ground: Ground, flights: dict[str, int]) -> None:
    subjects = [f"c{n}" for n in range(WINDOW + 50)]
    async with Publishing(ground) as source:
        await source.open_counters(*subjects)
        commands = (source.count(subject, subject, times=2) for subject in subjects)
        sent = asyncio.create_task(ground.received(4 * len(subjects)))
        await asyncio.gather(*commands)
        sequences = defaultdict(list)
        for event in await sent:
            sequences[event.subject].append(event.sequence)
        assert sequences == {subject: [1, 2, 3, 4] for subject in subjects}
        await eventually(source.is_empty)
        assert await source.logged("c0") == [1, 2, 3, 4]
    assert 1 < flights["most"] <= WINDOW
    assert flights["most of one"] == 1


async def test_refused_document_waits_and_keeps_its_order_while_others_go_on(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        await channel.queue_delete(EVENT_LOG)
        queue = await channel.get_queue(QUEUE)
        before = metrics.value_of(metrics.publish_failures.labels("refused"))
        async with Publishing(ground) as source:
            monkeypatch.setattr(source.counters, "_outbound", opened_or_counted)
            await source.open_counters("unheard", "heard")
            await source.count("unheard", "unheard", "heard", "heard")
            assert [event.sequence for event in await ground.received(2)] == [1, 2]
            await eventually(lambda: metrics.value_of(metrics.publish_failures.labels("refused")) > before)
            assert not await source.is_empty()
            await queue.bind(EVENTS, ProjectOpened.type())
            assert [(e.subject, e.sequence) for e in await ground.received(2)] == [("unheard", 1), ("unheard", 2)]
            await eventually(source.is_empty)


async def test_refusal_of_a_document_refused_for_a_year_is_held_back_like_any_other(ground: Ground) -> None:
    lane = Lane("counters", "unheard", refusals=100_000)
    Relay(ground.db, ground.amqp_url, "counters")._hold_back(lane, {"type": TYPE}, DeliveryError(None, None))
    assert lane.refusals == 100_001


def opened_or_counted(event: WentUp) -> Any:
    if event.counter_id.startswith("unheard"):
        return ProjectOpened(project_id=event.counter_id, organisation_id="-")
    return counting(event)


async def test_stop_does_not_wait_for_what_nobody_hears(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    async with await aio_pika.connect(ground.amqp_url) as connection:
        await (await connection.channel()).queue_delete(EVENT_LOG)
    async with Publishing(ground) as source:
        monkeypatch.setattr(source.counters, "_outbound", opened_or_counted)
        await source.open_counters("unheard")
        refused = partial(metrics.value_of, metrics.publish_failures.labels("refused"))
        before = refused()
        await source.count("unheard")
        await eventually(lambda: refused() > before)
        assert not source.relay._has_work()
    assert not await source.is_empty()


async def test_previous_version_goes_out_before_the_event_as_the_same_event(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = ProjectFrozen(project_id="p", organisation_id="o", project_no="1", reason_codes=["a"])
    async with await aio_pika.connect(ground.amqp_url) as connection:
        await (await (await connection.channel()).get_queue(QUEUE)).bind(EVENTS, "grants.project.frozen.*")
    async with Publishing(ground) as source:
        monkeypatch.setattr(source.counters, "_outbound", lambda _: frozen)
        await source.open_counters("c")
        await source.count("c")
        old, new = await ground.received(2)
    assert (old.type, new.type) == ("grants.project.frozen.v1", "grants.project.frozen.v2")
    assert (old.id, old.subject, old.sequence) == (new.id, new.subject, new.sequence)
    assert (old.data["reasons"], new.data["reason_codes"]) == (["a"], ["a"])


async def test_message_is_persistent_and_carries_its_type_and_id(ground: Ground) -> None:
    async with Publishing(ground) as source:
        await source.open_counters("c")
        await source.count("c")
        async with await aio_pika.connect(ground.amqp_url) as connection:
            queue = await (await connection.channel()).get_queue(QUEUE)
            async with queue.iterator(timeout=30) as messages:
                message = await anext(messages)
                await message.ack()
    assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
    assert (message.routing_key, message.type, message.content_type) == (TYPE, TYPE, "application/cloudevents+json")
    assert message.message_id
    assert message.message_id.encode() in message.body
    assert message.app_id == "tongxin.counters"
    assert b"traceparent" not in message.body


async def test_sweep_finds_what_a_crash_left_and_keeps_its_order(ground: Ground) -> None:
    crashed = Publishing(ground)
    await crashed.open_counters("a", "b")
    await crashed.count("a", "a", "b", times=2)
    async with Publishing(ground) as source:
        await source.sweep.measure()
        assert metrics.value_of(metrics.outbox_pending) == 2
        assert await source.sweep.once() == 0
        assert await source.sweep.once(settling=timedelta(0)) == 2
        events = await ground.received(6)
        assert [event.sequence for event in events if event.subject == "a"] == [1, 2, 3, 4]
        assert [event.sequence for event in events if event.subject == "b"] == [1, 2]
        await eventually(source.is_empty)
        await source.sweep.measure()
        assert metrics.value_of(metrics.outbox_pending) == 0
        assert metrics.value_of(metrics.outbox_oldest_seconds) == 0


async def test_sweep_finds_what_can_be_sent_behind_any_number_that_is_refused(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "BATCH", 2)
    async with await aio_pika.connect(ground.amqp_url) as connection:
        await (await connection.channel()).queue_delete(EVENT_LOG)
    async with Publishing(ground) as source:
        monkeypatch.setattr(source.counters, "_outbound", opened_or_counted)
        unheard = [f"unheard-{n}" for n in range(3)]
        await source.open_counters("heard", *unheard)
        await source.count(*unheard)
        await eventually(lambda: len(source.relay.held_back("counters")) == 3)
        monkeypatch.setattr(source.relay, "offer", lambda *_: None)
        await source.count("heard")
        monkeypatch.undo()
        monkeypatch.setattr(sweep, "BATCH", 2)
        await eventually(lambda: only_the_journal_of(source, "heard"))
        assert await source.sweep.once(settling=timedelta(0)) == 1
        assert [event.subject for event in await ground.received(1)] == ["heard"]


async def only_the_journal_of(source: Publishing, subject: str) -> bool:
    """Whether the entries of all others were moved."""
    return [one["_id"] async for one in source.counters.collection.find({"journal.0": {"$exists": True}})] == [subject]


async def test_looks_of_the_sweep_are_served_by_their_index(ground: Ground) -> None:
    source = Publishing(ground)
    await source.open_counters(*(f"c{n}" for n in range(30)))
    await source.count("c7")
    await ground.db.command("profile", 2)
    await source.sweep.once(settling=timedelta(0))
    await source.sweep.measure()
    await ground.db.command("profile", 0)
    asked = await ground.db["system.profile"].find({"ns": f"{ground.db.name}.counters"}).to_list(None)
    keys = [one["planSummary"].rpartition("SCAN { ")[2] for one in asked]
    outbox, journal = "outbox.time: 1 }", "journal.recorded_at: 1 }"
    assert keys == [outbox, journal, outbox, journal, outbox]
    assert all(one["docsExamined"] <= 1 for one in asked)


@pytest.mark.parametrize("trouble", [OperationFailure("no"), Unavailable(), RuntimeError("a mistake of ours")], ids=str)
async def test_trouble_in_logging_and_pulling_is_got_over(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    monkeypatch.setattr(lanes, "SENT_REMEMBERED_S", 0.1)
    async with Publishing(ground) as source:
        real, troubles = source.relay._log_and_pull, [trouble]

        async def sometimes(*batch: Any) -> None:
            if troubles:
                raise troubles.pop()
            await real(*batch)

        async def swept_empty() -> bool:
            await source.sweep.once(settling=timedelta(0))
            return await source.is_empty()

        monkeypatch.setattr(source.relay, "_log_and_pull", sometimes)
        await source.open_counters("a")
        await source.count("a", "a", "a")
        await eventually(swept_empty)
        assert sorted(await source.logged("a")) == [1, 2, 3]
        received = await ground.received((await ground.left_in())[0])
        assert list(dict.fromkeys(event.sequence for event in received)) == [1, 2, 3]


async def test_exchange_that_is_missing_is_waited_for_without_haste_and_the_channel_replaced(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = 0

    async def counted(broker: EventBroker) -> None:
        nonlocal connected
        connected += 1
        await connect(broker)

    monkeypatch.setattr(module, "connect", counted)
    async with Publishing(ground) as source, await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        await source.open_counters("a")
        await source.count("a")
        await eventually(source.is_empty)
        await channel.exchange_delete(EVENTS)
        refused = partial(metrics.value_of, metrics.publish_failures.labels("refused"))
        before, connected = refused(), 0
        await source.count("a")
        await eventually(lambda: refused() >= before + 2)
        await asyncio.sleep(0.5)
        assert connected <= 4
        await declare_topology(ground.amqp_url, {SERVICE: [TYPE]})
        assert [event.sequence for event in await ground.received(2)] == numbers(2)
        await eventually(source.is_empty)


async def test_event_that_cannot_be_sent_holds_up_its_own_document_alone(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sometimes(event: dict[str, Any]) -> list[dict[str, Any]]:
        if event["subject"] == "odd":
            raise KeyError("no older form")
        return []

    monkeypatch.setattr(module, "older_forms", sometimes)
    async with Publishing(ground) as source:
        await source.open_counters("odd", "even")
        await source.count("odd", "even", "even")
        assert [event.subject for event in await ground.received(2)] == ["even", "even"]
        monkeypatch.setattr(module, "older_forms", lambda _: [])
        assert [event.subject for event in await ground.received(1)] == ["odd"]
        await eventually(source.is_empty)
