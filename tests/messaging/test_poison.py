"""One event on which everything ends is held in its own lane, on the way out and on the way in; others go on."""

import asyncio
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from bench.counting import WentUp
from bench.counting import outbound as counting
from shared.contracts.envelope import Event
from shared.contracts.grants import ProjectOpened
from shared.messaging import patience
from shared.messaging.topology import EVENTS, declare_topology
from shared.storage.mongo import StorageAway
from tests.eventually import eventually
from tests.messaging.running import SERVICE, TYPE, Consuming, Ground, Publishing, an_event, events, numbers
from tests.servers import Servers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]


def opened_or_counted(event: WentUp) -> Any:
    if event.counter_id == "poisoned":
        return ProjectOpened(project_id=event.counter_id, organisation_id="-")
    return counting(event)


def may_write(servers: Servers, amqp_url: str, pattern: str) -> None:
    """Which routing keys our account may publish under; the broker closes the channel on any other."""
    vhost = unquote(urlsplit(amqp_url).path[1:])
    rights = {"exchange": EVENTS, "write": pattern, "read": ".*"}
    path = f"topic-permissions/{quote(vhost, safe='')}/{servers.management.user}"
    servers.management.ask("PUT", path, rights)


async def test_event_on_which_the_broker_closes_the_channel_holds_its_own_lane_after_three_losses(
    ground: Ground, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    await declare_topology(ground.amqp_url, {SERVICE: [TYPE, ProjectOpened.type()]})
    poison = ProjectOpened.type().replace(".", "[.]")
    may_write(servers, ground.amqp_url, f"^(?!{poison}).*")
    async with Publishing(ground) as source:
        monkeypatch.setattr(source.counters, "_outbound", opened_or_counted)
        await source.open_counters("poisoned", *(f"c{n}" for n in range(20)))
        await source.count("poisoned", "poisoned")
        await eventually(lambda: source.relay.held_back("counters") == ["poisoned"])
        connection = source.relay._lost
        for _ in range(5):
            await source.count(*(f"c{n}" for n in range(20)))
            await asyncio.sleep(0.5)
        taken = await ground.received(100)
        assert source.relay._lost is connection
        assert not connection.is_set()
        assert {event.subject for event in taken} == {f"c{n}" for n in range(20)}
        may_write(servers, ground.amqp_url, ".*")
        assert [(event.subject, event.sequence) for event in await ground.received(2)] == [
            ("poisoned", 1),
            ("poisoned", 2),
        ]
        await eventually(source.is_empty)


async def test_message_that_storage_refuses_to_keep_holds_its_own_subject_after_three_losses(ground: Ground) -> None:
    """The reaction fails, and what would be kept of it is refused by the server: each try ends the session."""
    await ground.open_ledgers("a", "poisoned")
    refused = {"$or": [{"subject": {"$ne": "poisoned"}}, {"type": None}, {"sequence": {"$gt": 1}}]}
    await ground.db.command({"collMod": "unfinished", "validator": refused})
    side = Consuming(ground)
    side.entering.failing["poisoned", 1] = 1_000
    async with side:
        await ground.send(*events("poisoned", [1, 2]), *events("a", numbers(20)))
        await eventually(lambda: ground.holds_unfinished(2), 20)
        await ground.send(an_event("poisoned", 3), an_event("a", 21))
        await eventually(lambda: ground.has("a", 21))
        await eventually(lambda: ground.waits("poisoned/3"))
    assert side.entering.began.count(("poisoned", 1)) == 3 * patience.MOST_LOSSES
    assert await ground.values("a") == numbers(21)
    assert await ground.values("poisoned") == []
    [kept] = [row async for row in ground.db["unfinished"].find({"state": "parked"})]
    assert (kept["subject"], kept["last_error"]["slug"]) == ("poisoned", "WriteError")
    assert Event.model_validate_json(kept["message"]).sequence == 1


async def test_message_that_never_finds_storage_while_others_do_is_taken_aside_and_tried_again(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST_PAUSE_S", 0.2)
    await ground.open_ledgers("a", "poisoned")
    side = Consuming(ground)
    real = side.entering

    async def react(event: Any, cause: Any) -> None:
        if event.project_id == "poisoned" and not healed:
            raise StorageAway
        await real(event, cause)

    healed: list[bool] = []
    monkeypatch.setattr(side.reactions, "_by_contract", {type(counting(WentUp("a", 1))): react})
    async with side.consuming_only():
        await ground.send(*events("poisoned", [1, 2]))
        for n in numbers(200):
            await ground.send(an_event("a", n))
            await asyncio.sleep(0.02)
            if await ground.unfinished():
                break
        await eventually(lambda: ground.is_unfinished({"poisoned/1": "retrying", "poisoned/2": "waiting"}))
        assert side.consumer.is_consuming
        await side.redrive.once()
        [head] = [row async for row in ground.db["unfinished"].find({"state": "retrying"})]
        for _ in range(10):
            await asyncio.sleep(0.06)
            await side.redrive.once()
        [later] = [row async for row in ground.db["unfinished"].find({"_id": head["_id"]})]
        assert later["state"] == "retrying"
        assert later["last_error"]["slug"] == "storage-away"
        healed.append(True)
        await asyncio.sleep(0.06)
        await side.redrive.once()
        assert await ground.values("poisoned") == [1, 2]
