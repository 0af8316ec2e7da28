"""What an aggregate absorbed long ago leaves its document and is known all the same."""

import asyncio
from datetime import timedelta

import pytest

from shared.kernel.errors import KeyReused, OutOfOrder
from shared.storage import absorbed_before, store
from shared.storage.absorbed_before import ABSORBED, AbsorbedBefore
from shared.storage.mongo import Database, StorageAway
from shared.storage.store import AggregateStore
from tests.storage.drawers import MONDAY, Drawer, Offers, a_cause, a_store, an_event_cause

pytestmark = pytest.mark.servers


@pytest.fixture
async def busy(db: Database, monkeypatch: pytest.MonkeyPatch) -> AggregateStore[Drawer]:
    """Drawers whose documents keep three to six causes; ``d1`` has absorbed ten events and a command before them."""
    monkeypatch.setattr(store, "MOST", 6)
    monkeypatch.setattr(absorbed_before, "KEPT", 3)
    await db[ABSORBED].drop_indexes()  # these causes are of a day that is long over, and the server would forget them
    drawers = a_store(db, Offers(holds=True))
    await drawers.create(Drawer("d1"), a_cause("make"))
    await drawers.change("d1", a_cause("command", digest="f"), Drawer.put)
    for sequence in range(1, 11):
        await drawers.change("d1", an_event_cause(sequence), Drawer.put)
    return drawers


async def in_document(db: Database) -> list[str]:
    found = await db["drawers"].find_one({"_id": "d1"})
    assert found is not None
    return [entry["id"] for entry in found["handled"]]


async def test_document_keeps_the_latest_and_a_row_for_each_of_the_others(
    busy: AggregateStore[Drawer], db: Database
) -> None:
    here = await in_document(db)
    assert here[-1] == "organisation-1/10"
    assert 3 <= len(here) <= 6
    rows = {row["_id"]: row async for row in db[ABSORBED].find()}
    gone = ["make", "command", *(f"organisation-1/{n}" for n in range(1, 11 - len(here)))]
    assert set(rows) == {*(f"drawers/d1/cause/{one}" for one in gone), "drawers/d1/subject/organisation-1"}
    assert rows["drawers/d1/subject/organisation-1"]["sequence"] == 10 - len(here)
    assert (await busy.get("d1")).held == 11


@pytest.mark.parametrize("fresh", [False, True], ids=["the same process", "another process"])
async def test_everything_absorbed_is_known(busy: AggregateStore[Drawer], db: Database, fresh: bool) -> None:
    drawers = a_store(db, Offers()) if fresh else busy
    for sequence in range(1, 11):
        assert (await drawers.change("d1", an_event_cause(sequence), Drawer.put)).repeated
    assert (await drawers.change("d1", a_cause("command", digest="f"), Drawer.put)).repeated
    with pytest.raises(KeyReused):
        await drawers.change("d1", a_cause("command", digest="g"), Drawer.put)
    assert (await drawers.create(Drawer("d1"), a_cause("make"))).repeated
    for sequence in (1, 5, 9):
        with pytest.raises(OutOfOrder):
            await drawers.change("d1", an_event_cause(sequence, key="never seen"), Drawer.put)
    assert (await drawers.get("d1")).held == 11
    await drawers.change("d1", an_event_cause(3, subject="other"), Drawer.put)
    await drawers.change("d1", a_cause("forced"), Drawer.put)
    assert (await drawers.get("d1")).held == 13


async def test_subject_of_which_nothing_is_left_in_the_document_keeps_its_order(
    busy: AggregateStore[Drawer], db: Database
) -> None:
    for n in range(10):
        await busy.change("d1", an_event_cause(n + 1, subject="other"), Drawer.put)
    assert not [one for one in await in_document(db) if one.startswith("organisation-1")]
    with pytest.raises(OutOfOrder):
        await busy.change("d1", an_event_cause(10, key="late"), Drawer.put)
    await busy.change("d1", an_event_cause(11), Drawer.put)


async def test_who_read_before_a_move_looks_again(busy: AggregateStore[Drawer], db: Database) -> None:
    """Causes that leave between the look at what left and the save would be seen in neither place."""
    rival = a_store(db, Offers())
    repeat = an_event_cause(10)
    await busy.change("d1", a_cause("remembered"), Drawer.put)

    async def moved_meanwhile(*_: object) -> list[dict[str, object]]:
        busy._absorbed_before.entries = entries  # type: ignore[method-assign]
        answer = await entries(*_)  # type: ignore[arg-type]
        for _n in range(8):
            await db["drawers"].update_one({"_id": "d1"}, {"$push": {"handled": {"id": f"x{_n}", "at": MONDAY}}})
        await rival._absorbed_before.move("d1")
        return answer

    entries = busy._absorbed_before.entries
    busy._absorbed_before.entries = moved_meanwhile  # type: ignore[method-assign, assignment]
    assert (await busy.change("d1", repeat, Drawer.put)).repeated
    assert (await busy.get("d1")).held == 12


async def test_move_that_fails_leaves_everything_and_the_command_is_answered(
    busy: AggregateStore[Drawer], db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StorageAway

    monkeypatch.setattr(AbsorbedBefore, "_keep", away)
    for n in range(8):
        await busy.change("d1", a_cause(f"c{n}"), Drawer.put)
    assert len(await in_document(db)) > 6
    monkeypatch.undo()
    assert all([(await busy.change("d1", a_cause(f"c{n}"), Drawer.put)).repeated for n in range(8)])


async def test_two_who_move_at_once_lose_nothing(busy: AggregateStore[Drawer], db: Database) -> None:
    causes = [f"b{n}" for n in range(40)]
    more = [{"id": one, "at": MONDAY + timedelta(hours=1)} for one in causes]
    await db["drawers"].update_one({"_id": "d1"}, {"$push": {"handled": {"$each": more}}})
    rival = a_store(db, Offers())
    moves = [one._absorbed_before.move("d1") for one in (busy, rival) * 3]
    await asyncio.gather(*moves, *(busy.change("d1", a_cause(f"n{n}"), Drawer.put) for n in range(5)))
    assert all([(await rival.change("d1", a_cause(one), Drawer.put)).repeated for one in causes])
    assert (await rival.get("d1")).held == 16
