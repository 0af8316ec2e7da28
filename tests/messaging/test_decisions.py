"""What a person may decide about a parked message, and what becomes of it and of those that waited behind it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.contracts.decoding import Unreadable
from shared.kernel.cause import Actor
from shared.messaging.decisions import Decisions, MessageNotFound, NotParked, OlderThanAbsorbed, ReasonRequired
from shared.messaging.editing import waiting_edit
from shared.messaging.topology import queue_of
from shared.messaging.unfinished import Unfinished
from tests.eventually import eventually
from tests.messaging.running import SERVICE, Consuming, Ground, an_event, events, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

LI = Actor("staff-li", frozenset({"operator"}))
WANG = Actor("staff-wang", frozenset({"operator"}))
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def kept_as(message: str) -> str:
    """The id under which a message is kept."""
    return f"{queue_of(SERVICE)}|{message}"


async def parked(ground: Ground, side: Consuming, value: int = 1, upto: int = 3) -> str:
    """Let a value of ledger ``a`` fail until it is parked, with the others up to ``upto`` around it."""
    await ground.open_ledgers("a")
    side.entering.failing["a", value] = 1_000
    await ground.send(*events("a", numbers(upto)))
    expected = {f"a/{n}": "parked" if n == value else "waiting" for n in range(value, upto + 1)}
    await eventually(lambda: ground.is_unfinished(expected))
    return kept_as(f"a/{value}")


async def decided(ground: Ground) -> list[dict[str, Any]]:
    """The decisions that were noted."""
    return await ground.db["unfinished_decisions"].find().to_list(None)


async def test_replay_applies_the_message_and_then_those_behind_it_in_order(ground: Ground) -> None:
    async with Consuming(ground) as side:
        message = await parked(ground, side)
        side.entering.failing.clear()
        await Decisions(ground.db).replay(message, LI, " 系统已修复 ", NINE)
        await eventually(lambda: ground.has("a", 3))
        await eventually(lambda: ground.is_unfinished({}))
    assert await ground.values("a") == [1, 2, 3]
    (decision,) = await decided(ground)
    assert (decision["what"], decision["actor"], decision["reason"], decision["at"]) == (
        "replay",
        "staff-li",
        "系统已修复",
        NINE,
    )
    assert decision["message_id"] == message
    assert b'"id":"a/1"' in bytes(decision["kept"]["message"])


async def test_replay_that_fails_again_climbs_the_ladder_from_its_foot(ground: Ground) -> None:
    async with Consuming(ground) as side:
        message = await parked(ground, side, upto=1)
        side.entering.failing["a", 1] = 4
        before = len(side.entering.began)
        await Decisions(ground.db).replay(message, LI, "again", NINE)
        await eventually(lambda: ground.has("a", 1))
        assert len(side.entering.began) - before == 5


async def edited(ground: Ground, message: str, data: dict[str, Any], reason: str = "wrong number") -> None:
    """Li proposes other data, Wang looks and confirms."""
    decisions = Decisions(ground.db)
    await decisions.propose_edit(message, json.dumps(data), LI, reason, NINE)
    kept = await ground.db["unfinished"].find_one({"_id": message})
    seen = waiting_edit(message, kept["message"], kept["edit"]).review_code
    await decisions.approve_edit(message, seen, WANG, NINE)


async def test_edit_puts_other_data_in_their_place_once_another_person_confirmed(ground: Ground) -> None:
    async with Consuming(ground) as side:
        message = await parked(ground, side)
        await edited(ground, message, {"project_id": "a", "organisation_id": "-", "project_no": "100"})
        await eventually(lambda: ground.has("a", 3))
    assert await ground.values("a") == [100, 2, 3]
    proposed, decision = await decided(ground)
    assert (proposed["what"], proposed["actor"], proposed["changed"]) == ("edit_proposed", LI.id, ["data.project_no"])
    assert (decision["what"], decision["actor"], decision["proposed_by"]) == ("edit", WANG.id, LI.id)
    assert b'"project_no":"1"' in bytes(decision["kept"]["message"])
    before, after = json.loads(decision["kept"]["message"]), json.loads(decision["body"])
    assert after == {**before, "data": {**before["data"], "project_no": "100"}}


async def test_edit_of_a_message_that_went_on_meanwhile_is_refused(ground: Ground) -> None:
    async with Consuming(ground) as side:
        message = await parked(ground, side, upto=1)
    decisions, data = Decisions(ground.db), {"project_id": "a", "organisation_id": "-", "project_no": "100"}
    await decisions.propose_edit(message, json.dumps(data), LI, "wrong number", NINE)
    kept = await ground.db["unfinished"].find_one({"_id": message})
    seen = waiting_edit(message, kept["message"], kept["edit"]).review_code
    await Unfinished(ground.db, SERVICE).try_anew(message, NINE)
    with pytest.raises(NotParked):
        await decisions.approve_edit(message, seen, WANG, NINE)
    assert "edit" not in await ground.db["unfinished"].find_one({"_id": message})


async def test_second_of_two_who_decide_at_once_is_told_so_and_his_note_says_it(ground: Ground) -> None:
    async with Consuming(ground) as side:
        message = await parked(ground, side, upto=1)
    decisions = Decisions(ground.db)
    kept = await decisions._parked(message)
    await decisions.discard(message, LI, "sent by mistake", NINE)
    with pytest.raises(NotParked):
        await decisions._again(
            await decisions._note(kept, "replay", LI.id, "repaired", NINE), kept, {"message": kept["message"]}, {}, NINE
        )
    assert [(one["what"], one["overtaken"]) for one in await decided(ground)] == [("discard", False), ("replay", True)]


async def test_unreadable_message_is_neither_replayed_nor_edited(ground: Ground) -> None:
    async with Consuming(ground):
        await ground.send(b"not an event")
        kept = await eventually(lambda: ground.db["unfinished"].find_one({"state": "parked"}))
        with pytest.raises(Unreadable):
            await Decisions(ground.db).replay(kept["_id"], LI, "try", NINE)
        with pytest.raises(Unreadable):
            await Decisions(ground.db).propose_edit(kept["_id"], "{}", LI, "try", NINE)
        assert await decided(ground) == []
        await Decisions(ground.db).discard(kept["_id"], LI, "its sender sends it anew", NINE)
        await eventually(lambda: ground.is_unfinished({}))


async def test_discard_lets_it_go_without_effect_and_the_others_on(ground: Ground) -> None:
    async with Consuming(ground) as side:
        message = await parked(ground, side, value=2, upto=4)
        await Decisions(ground.db).discard(message, LI, "sent by mistake", NINE)
        await eventually(lambda: ground.has("a", 4))
        await eventually(lambda: ground.is_unfinished({}))
    assert await ground.values("a") == [1, 3, 4]
    (decision,) = await decided(ground)
    assert (decision["what"], decision["kept"]["sequence"]) == ("discard", 2)


async def test_message_older_than_what_was_absorbed_is_discarded_alone_and_never_applied(ground: Ground) -> None:
    await ground.open_ledgers("a")
    async with Consuming(ground):
        await ground.send(*events("a", [2, 1, 3]))
        await eventually(lambda: ground.is_unfinished({"a/1": "parked", "a/3": "waiting"}))
        for asked in (
            Decisions(ground.db).replay(kept_as("a/1"), LI, "both may stand", NINE),
            Decisions(ground.db).propose_edit(kept_as("a/1"), "{}", LI, "both may stand", NINE),
        ):
            with pytest.raises(OlderThanAbsorbed):
                await asked
        await Decisions(ground.db).discard(kept_as("a/1"), LI, "the later one tells all", NINE)
        await eventually(lambda: ground.has("a", 3))
        await ground.send(an_event("a", 4))
        await eventually(lambda: ground.has("a", 4))
    assert await ground.values("a") == [2, 3, 4]


async def test_late_message_that_an_older_version_was_told_to_force_is_not_applied(ground: Ground) -> None:
    await ground.open_ledgers("a")
    async with Consuming(ground):
        await ground.send(*events("a", [2, 1]))
        await eventually(lambda: ground.is_unfinished({"a/1": "parked"}))
        forced = {"state": "retrying", "attempts": 0, "retry_at": NINE, "forced": True}
        await ground.db["unfinished"].update_one({"_id": kept_as("a/1")}, {"$set": forced})
        await eventually(lambda: ground.is_unfinished({"a/1": "parked"}))
    assert await ground.values("a") == [2]


@pytest.mark.parametrize("state", ["waiting", "retrying"])
async def test_what_is_not_parked_needs_no_decision(ground: Ground, state: str) -> None:
    side = Consuming(ground)
    side.entering.failing["a", 1] = 1_000
    await ground.open_ledgers("a")
    async with side.consuming_only():
        await ground.send(*events("a", [1, 2]))
        await eventually(lambda: ground.is_unfinished({"a/1": "retrying", "a/2": "waiting"}))
    message = kept_as("a/1" if state == "retrying" else "a/2")
    decisions = Decisions(ground.db)
    for asked in (
        decisions.replay(message, LI, "why", NINE),
        decisions.propose_edit(message, "{}", LI, "why", NINE),
        decisions.discard(message, LI, "why", NINE),
    ):
        with pytest.raises(NotParked):
            await asked
    assert await decided(ground) == []


async def test_unknown_message_and_missing_reason_are_refused(ground: Ground) -> None:
    decisions = Decisions(ground.db)
    with pytest.raises(MessageNotFound):
        await decisions.discard("nowhere", LI, "why", NINE)
    async with Consuming(ground) as side:
        message = await parked(ground, side)
        for asked in (
            decisions.replay(message, LI, "  ", NINE),
            decisions.propose_edit(message, "{}", LI, "", NINE),
            decisions.discard(message, LI, "\n", NINE),
        ):
            with pytest.raises(ReasonRequired):
                await asked
    assert await decided(ground) == []
    assert (await ground.unfinished())["a/1"] == "parked"
