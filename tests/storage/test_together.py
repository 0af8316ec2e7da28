"""Saves that go together are each atomic and told by themselves; what was written last counts only if it stands."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from pymongo.errors import AutoReconnect, DuplicateKeyError

from shared.kernel.errors import AlreadyExists, ChangedMeanwhile, NotFound, OutOfOrder
from shared.kernel.repository import Receipt
from shared.storage.last_written import FOR_S, MOST, LastWritten
from shared.storage.mongo import Database
from shared.storage.store import AggregateStore
from shared.storage.together import MOST_TOGETHER, Together, loads, saves
from tests.storage.drawers import MONDAY, Drawer, DrawerFull, Offers, a_cause, a_store, an_event_cause

pytestmark = pytest.mark.servers


class Counted:
    """A collection's calls, counted; ``rival`` runs before each bulk."""

    def __init__(self, collection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.finds: list[Any] = []
        self.bulks: list[int] = []
        self.rival: Any = None
        find_one, bulk_write = collection.find_one, collection.bulk_write

        async def counted_find(*arguments: Any, **named: Any) -> Any:
            self.finds.append(arguments)
            return await find_one(*arguments, **named)

        async def counted_bulk(updates: Sequence[Any], **named: Any) -> Any:
            self.bulks.append(len(updates))
            if self.rival is not None:
                rival, self.rival = self.rival, None
                await rival()
            return await bulk_write(updates, **named)

        monkeypatch.setattr(collection, "find_one", counted_find)
        monkeypatch.setattr(collection, "bulk_write", counted_bulk)


@pytest.fixture
def held(db: Database) -> AggregateStore[Drawer]:
    """Drawers whose events are in good hands as soon as they are offered."""
    return a_store(db, Offers(holds=True))


async def test_what_is_asked_together_goes_together_and_never_more_than_the_most() -> None:
    asked: list[int] = []
    gate = asyncio.Event()

    async def ask(numbers: Sequence[int]) -> list[int]:
        asked.append(len(numbers))
        await gate.wait()
        return [2 * number for number in numbers]

    together = Together[int, int](ask, "numbers")
    waiting = [asyncio.create_task(together.of(n)) for n in range(MOST_TOGETHER + 10)]
    await asyncio.sleep(0)
    waiting.append(asyncio.create_task(together.of(1000)))
    waiting[3].cancel()
    gate.set()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(answers.pop(3), asyncio.CancelledError)
    assert answers == [2 * n for n in [*range(3), *range(4, MOST_TOGETHER + 10), 1000]]
    assert sum(asked) == len(waiting)
    assert max(asked) == MOST_TOGETHER


async def test_error_of_the_whole_is_told_to_each_and_the_next_goes_on() -> None:
    troubles: list[Exception] = [AutoReconnect("no server")]

    async def ask(numbers: Sequence[int]) -> list[int]:
        if troubles:
            raise troubles.pop()
        return list(numbers)

    together = Together[int, int](ask, "numbers")
    first = await asyncio.gather(together.of(1), together.of(2), return_exceptions=True)
    assert [type(one) for one in first] == [AutoReconnect, AutoReconnect]
    assert await together.of(3) == 3


async def test_each_save_of_a_bulk_is_told_by_itself(db: Database) -> None:
    collection = db["things"]
    await collection.create_index("name", unique=True)
    await collection.insert_many([{"_id": one, "name": one} for one in "abc"])
    save = saves(collection)

    async def told(where: dict[str, Any], name: str) -> Any:
        try:
            return await save.of((where, {"$set": {"name": name}}))
        except DuplicateKeyError:
            return "taken"

    assert await told({"_id": "a"}, "x") is True
    assert await told({"_id": "a", "name": "a"}, "y") is False
    assert await asyncio.gather(told({"_id": "b"}, "c"), told({"_id": "c"}, "z")) == ["taken", True]
    assert await asyncio.gather(told({"_id": "none"}, "n"), told({"_id": "nil"}, "n")) == [False, False]
    assert await asyncio.gather(told({"_id": "none"}, "n"), told({"_id": "b"}, "w")) == [None, None]
    assert [row["name"] async for row in collection.find().sort("_id", 1)] == ["x", "w", "z"]
    load = loads(collection, {"name": 1})
    assert await asyncio.gather(*(load.of(one) for one in ("a", "none", "c", "a"))) == [
        {"_id": "a", "name": "x"},
        None,
        {"_id": "c", "name": "z"},
        {"_id": "a", "name": "x"},
    ]


async def test_busy_aggregate_is_read_once_and_its_saves_offer_what_is_new(
    db: Database, held: AggregateStore[Drawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(held.collection, monkeypatch)
    await held.create(Drawer("d1"), a_cause("make"))
    for n in range(5):
        assert await held.change("d1", a_cause(f"c{n}"), Drawer.put) == Receipt("d1", n + 2)
    assert len(counted.finds) == 1
    offers = held._saver
    assert isinstance(offers, Offers)
    assert [[event["sequence"] for event in box] for _, _, box in offers.offers] == [[n] for n in range(1, 6)]
    assert [entry["no"] for entry in offers.entries] == [1, 2, 3, 4, 5]


async def test_repeat_of_what_was_just_written_is_absorbed_and_what_it_asks_is_not_asked_again(
    held: AggregateStore[Drawer],
) -> None:
    await held.create(Drawer("d1"), a_cause("make"))
    await held.change("d1", an_event_cause(4), Drawer.put)
    assert (await held.change("d1", an_event_cause(4), Drawer.put)).repeated
    with pytest.raises(OutOfOrder):
        await held.change("d1", an_event_cause(3), Drawer.put)

    def refuses(_: Drawer) -> None:
        raise DrawerFull

    assert (await held.change("d1", an_event_cause(4), refuses)).repeated
    assert (await held.get("d1")).held == 1


async def test_another_process_that_wrote_meanwhile_is_seen(db: Database, held: AggregateStore[Drawer]) -> None:
    rival = a_store(db, Offers(holds=True))
    await held.create(Drawer("d1"), a_cause("make"))
    await held.change("d1", a_cause("c1"), Drawer.put)
    await rival.change("d1", a_cause("c2"), lambda drawer: drawer.put(5))
    with pytest.raises(ChangedMeanwhile):
        await held.change("d1", a_cause("c3", expected_version=2), Drawer.put)
    seen: list[int] = []
    await held.change("d1", a_cause("c4"), lambda drawer: (seen.append(drawer.held), drawer.put()))
    assert seen[-1] == 6
    assert (await rival.get("d1")).held == 7
    assert (await held.change("d1", a_cause("c5", expected_version=4), Drawer.put)).version == 5


async def test_state_of_another_history_with_the_same_version_is_not_written_over(
    db: Database, held: AggregateStore[Drawer]
) -> None:
    await held.create(Drawer("d1"), a_cause("make"))
    backup = await db["drawers"].find_one({"_id": "d1"})
    assert backup is not None
    await held.change("d1", a_cause("c1"), Drawer.put)
    await db["drawers"].replace_one({"_id": "d1"}, backup)
    await a_store(db, Offers()).change("d1", a_cause("other"), lambda drawer: (drawer.put(), drawer.relabel("theirs")))
    await held.change("d1", a_cause("c2"), Drawer.put)
    after = await held.get("d1")
    assert (after.held, after.label) == (2, "theirs")


async def test_save_that_nobody_knows_of_is_found_absorbed_and_its_events_are_offered(
    db: Database, held: AggregateStore[Drawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in "ab":
        await held.create(Drawer(one), a_cause(f"make {one}"))
        await held.change(one, a_cause(f"first {one}"), Drawer.put)
    offers = held._saver
    assert isinstance(offers, Offers)
    offers.offers.clear()
    counted = Counted(held.collection, monkeypatch)

    async def rival() -> None:
        await a_store(db, Offers(holds=True)).change("b", a_cause("rival"), lambda drawer: drawer.put(5))

    counted.rival = rival
    answers = await asyncio.gather(
        held.change("a", a_cause("c", at=MONDAY + timedelta(seconds=1.0005)), Drawer.put),
        held.change("b", a_cause("d", at=MONDAY + timedelta(seconds=1)), Drawer.put),
    )
    assert counted.bulks[0] == 2
    assert answers == [Receipt("a", 3), Receipt("b", 4)]
    assert [(await held.get(one)).held for one in "ab"] == [2, 7]
    assert {(subject, event["sequence"]) for _, subject, box in offers.offers for event in box} >= {("a", 2), ("b", 7)}
    assert {(entry["subject"], entry["no"]) for entry in offers.entries} >= {("a", 2), ("b", 7)}


async def test_hundred_changes_of_one_aggregate_at_once_meet_no_rival(
    held: AggregateStore[Drawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(held.collection, monkeypatch)
    await held.create(Drawer("d1"), a_cause("make"))
    receipts = await asyncio.gather(*(held.change("d1", a_cause(f"c{n}"), Drawer.put) for n in range(100)))
    assert [receipt.version for receipt in receipts] == list(range(2, 102))
    assert len(counted.finds) == 1
    assert (await held.get("d1")).held == 100


async def test_what_is_not_there_and_what_is_taken_are_told_as_ever(held: AggregateStore[Drawer]) -> None:
    with pytest.raises(NotFound):
        await held.change("none", a_cause("c"), Drawer.put)
    await held.create(Drawer("d1", "socks"), a_cause("make"))
    with pytest.raises(AlreadyExists):
        await held.create(Drawer("d1", "other"), a_cause("again"))


async def test_what_was_written_is_kept_for_seconds_and_within_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, kept = asyncio.get_running_loop(), LastWritten()
    began = loop.time()
    for n in range(MOST + 1):
        kept.put(str(n), {"version": n})
    assert kept.take("0") is None
    assert kept.take("1") == {"version": 1}
    assert kept.take("1") is None
    monkeypatch.setattr(loop, "time", lambda: began + FOR_S + 60)
    assert kept.take("2") is None
    kept.put("new", {})
    assert len(kept._kept) == 1
