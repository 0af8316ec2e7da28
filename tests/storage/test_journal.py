"""The journal: what happened is kept once, in order, chained, sealed where the state is, and nothing is invented."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from shared.kernel.act import Act
from shared.kernel.cause import Actor
from shared.storage.documents import Documents
from shared.storage.journal import AS_MIGRATED, JOURNAL, Entry, Head, faults_of
from shared.storage.journal_reading import JournalReader, Told, faults_in
from shared.storage.mongo import Client, Database
from shared.storage.store import AggregateStore
from shared.storage.vault import Vault
from tests.storage.drawers import MONDAY, Drawer, Offers, a_cause, a_store

pytestmark = pytest.mark.servers

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Cleared:
    drawer_id: str
    found: str
    act: Act


async def moved(db: Database, offers: Offers) -> None:
    """As the relay moves them."""
    for entry in offers.entries:
        await db[JOURNAL].insert_one(dict(entry))
        await db[entry["collection"]].update_one(
            {"_id": entry["subject"]}, {"$pull": {"journal": {"_id": entry["_id"]}}}
        )
    offers.entries.clear()


async def faults(db: Database) -> list[str]:
    return [f"{one.subject}: {one.fault}" async for one in faults_in(db, "drawers")]


def without_act(entries: list[Told]) -> list[tuple[int, int, str, Any]]:
    return [(one.no, one.version, one.what, one.data) for one in entries]


@pytest.fixture
async def filled(db: Database, offers: Offers, drawers: AggregateStore[Drawer]) -> Database:
    """Two drawers with three and one entry, those of the first save of each moved already."""
    for name in ("d1", "d2"):
        await drawers.create(Drawer(name, name), a_cause(f"make-{name}"))
        await drawers.change(name, a_cause(f"first-{name}"), Drawer.put)
    await moved(db, offers)
    await drawers.change("d1", a_cause("more", at=MONDAY + HOUR), lambda drawer: drawer.put(2))
    return db


async def test_events_are_read_in_order_whether_they_were_moved_or_not(filled: Database) -> None:
    told = await JournalReader(filled).of("drawers", "d1")
    assert without_act(told) == [
        (1, 2, "PutIn", {"drawer_id": "d1", "held": 1}),
        (2, 3, "PutIn", {"drawer_id": "d1", "held": 2}),
        (3, 3, "PutIn", {"drawer_id": "d1", "held": 3}),
    ]
    assert [(one.occurred_at, one.recorded_at, one.by) for one in told] == [
        (MONDAY, MONDAY, "staff-1"),
        *[(MONDAY + HOUR, MONDAY + HOUR, "staff-1")] * 2,
    ]
    assert await faults(filled) == []


async def test_as_known_on_leaves_out_what_was_written_later_and_as_true_on_what_happened_later(
    db: Database, drawers: AggregateStore[Drawer]
) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    act = Act("staff-2", MONDAY - HOUR, MONDAY + HOUR, "the duty log")
    late = a_cause("late", at=MONDAY + HOUR)
    await drawers.change("d1", a_cause("c1"), Drawer.put)
    await drawers.change("d1", late, lambda drawer: drawer.record(Cleared("d1", "socks", act)))
    journal = JournalReader(db)
    [_, cleared] = await journal.of("drawers", "d1")
    assert (cleared.occurred_at, cleared.recorded_at, cleared.by) == (MONDAY - HOUR, MONDAY + HOUR, "staff-2")
    assert cleared.data == {"drawer_id": "d1", "found": "socks", "evidence": "the duty log"}
    assert [one.no for one in await journal.of("drawers", "d1", known_on=MONDAY)] == [1]
    assert [one.no for one in await journal.of("drawers", "d1", true_on=MONDAY - HOUR)] == [2]
    assert await journal.of("drawers", "d1", known_on=MONDAY, true_on=MONDAY - HOUR) == []


async def test_repeated_cause_and_refused_verb_write_nothing(db: Database, drawers: AggregateStore[Drawer]) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    for _ in range(2):
        await drawers.change("d1", a_cause("c1"), Drawer.put)
    assert len(await JournalReader(db).of("drawers", "d1")) == 1


async def change(db: Database) -> None:
    await db[JOURNAL].update_one({"_id": "drawers/d1/1"}, {"$set": {"data.held": 9}})


async def backdate(db: Database) -> None:
    await db["drawers"].update_one({"_id": "d1"}, {"$set": {"journal.0.occurred_at": MONDAY}})


async def remove(db: Database) -> None:
    await db[JOURNAL].delete_one({"_id": "drawers/d1/1"})


async def remove_the_last(db: Database) -> None:
    await db["drawers"].update_one({"_id": "d1"}, {"$pop": {"journal": 1}})


async def remove_the_aggregate(db: Database) -> None:
    await db["drawers"].delete_one({"_id": "d2"})


async def take_from_another(db: Database) -> None:
    one = await db[JOURNAL].find_one({"_id": "drawers/d2/1"}) or {}
    await db[JOURNAL].replace_one({"_id": "drawers/d1/1"}, {**one, "_id": "drawers/d1/1", "subject": "d1", "no": 1})


async def forget(db: Database) -> None:
    await db["drawers"].update_one({"_id": "d1"}, {"$unset": {"journal_head": 1, "journal": 1}})


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (change, ["d1: 1 was changed"]),
        (backdate, ["d1: 2 was changed"]),
        (remove, ["d1: 1 is missing"]),
        (remove_the_last, ["d1: 3 is missing"]),
        (remove_the_aggregate, ["d2: the aggregate of these entries is missing"]),
        (take_from_another, ["d1: 1 was changed", "d1: 2 does not follow the one before it"]),
        (forget, ["d1: there are entries, but the aggregate tells of none"]),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
async def test_what_was_changed_or_is_missing_is_found(
    filled: Database, tamper: Callable[..., Any], found: str
) -> None:
    await tamper(filled)
    assert await faults(filled) == found


def entries_of(offers: Offers) -> list[Entry]:
    return [entry for entry in offers.entries if entry["subject"] == "d1"]


async def test_chain_that_was_written_anew_does_not_end_as_the_aggregate_tells(
    offers: Offers, drawers: AggregateStore[Drawer], db: Database
) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    await drawers.change("d1", a_cause("c1"), lambda drawer: drawer.put(2))
    first, last = entries_of(offers)
    assert faults_of(Head(2, last["hash"]), [first, last]) == []
    assert faults_of(Head(2, first["hash"]), [first, last]) == ["2 is not the one that the aggregate had last"]
    assert faults_of(Head(1, first["hash"]), [first, last]) == ["2 is more than the aggregate has"]
    assert faults_of(Head(2, last["hash"]), [first, first, last]) == ["1 stands twice and differs"]


async def test_document_from_before_the_journal_begins_with_its_state_and_no_invented_past(
    db: Database, offers: Offers, drawers: AggregateStore[Drawer]
) -> None:
    for name in ("old", "older"):
        await drawers.create(Drawer(name, name), a_cause(name))
        await drawers.change(name, a_cause(f"{name}-put"), Drawer.put)
    await db["drawers"].update_many({}, {"$unset": {"journal": 1, "journal_head": 1}})
    offers.entries.clear()
    await drawers.change("old", a_cause("new"), Drawer.put)
    assert await drawers.older.begin_journals(MONDAY + HOUR) == 1
    assert await drawers.older.begin_journals(MONDAY + HOUR) == 0
    journal = JournalReader(db)
    state = {"held": 1, "owner": None, "open_from": None}
    assert without_act(await journal.of("drawers", "old")) == [
        (1, 3, AS_MIGRATED, {"state": {"label": "old", **state}}),
        (2, 3, "PutIn", {"drawer_id": "old", "held": 2}),
    ]
    [begun] = await journal.of("drawers", "older")
    assert begun == Told(
        1, 2, AS_MIGRATED, MONDAY + HOUR, MONDAY + HOUR, "service:drawers", {"state": {"label": "older", **state}}
    )
    assert (await db["drawers"].find_one({"_id": "older"}) or {})["version"] == 2
    await moved(db, offers)
    assert await faults(db) == []


async def test_change_that_began_before_the_journal_did_is_done_again(
    db: Database, offers: Offers, drawers: AggregateStore[Drawer]
) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    await db["drawers"].update_many({}, {"$unset": {"journal": 1, "journal_head": 1}})
    found = await drawers._load("d1", a_cause("c1"))
    assert await drawers.older.begin_journals(MONDAY) == 1
    drawer = Drawer("d1")
    drawer.put()
    assert not await drawers._save(drawer, found, a_cause("c1"))


@pytest.fixture
def vault(client: Client, db: Database) -> Vault:
    return Vault(client, db.name, bytes(range(96)))


async def test_entries_are_sealed_where_the_state_is_and_gone_with_its_key(
    client: Client, db: Database, offers: Offers, vault: Vault
) -> None:
    sealing = a_store(db, offers, Documents(Drawer, sealed=["owner"], vault=vault))
    await sealing.create(Drawer("d1", owner="Zhao Liu"), a_cause("make"))
    act = Act("staff-2", MONDAY, MONDAY, "Zhao Liu's sister called")
    await sealing.change("d1", a_cause("c1"), lambda drawer: drawer.record(Cleared("d1", "Zhao Liu's keys", act)))
    await moved(db, offers)
    raw = str([await db[name].find({}).to_list(None) for name in ("drawers", JOURNAL)])
    assert "Cleared" in raw
    assert "Zhao Liu" not in raw
    [told] = await JournalReader(db, vault).of("drawers", "d1")
    assert told.data == {"drawer_id": "d1", "found": "Zhao Liu's keys", "evidence": "Zhao Liu's sister called"}
    assert await sealing.erase("d1")
    [told] = await JournalReader(db, vault).of("drawers", "d1")
    assert (told.what, told.data) == ("Cleared", None)
    assert await faults(db) == []


async def test_migrated_state_is_sealed_as_a_whole_and_nothing_is_kept_of_an_erased_one(
    db: Database, offers: Offers, vault: Vault
) -> None:
    sealing = a_store(db, offers, Documents(Drawer, sealed=["owner"], vault=vault))
    for name in ("kept", "erased"):
        await sealing.create(Drawer(name, f"the drawer {name}", owner="Zhao Liu"), a_cause(name))
    await db["drawers"].update_many({}, {"$unset": {"journal": 1, "journal_head": 1}})
    await sealing.erase("erased")
    assert await sealing.older.begin_journals(MONDAY) == 2
    await moved(db, offers)
    raw = str([entry async for entry in db[JOURNAL].find({})])
    assert "the drawer" not in raw
    [kept] = await JournalReader(db, vault).of("drawers", "kept")
    assert kept.data is not None
    assert kept.data["state"]["owner"] == "Zhao Liu"
    [erased] = await JournalReader(db, vault).of("drawers", "erased")
    assert (erased.what, erased.data) == (AS_MIGRATED, None)
    assert await faults(db) == []


async def test_entry_is_by_whoever_caused_it_where_the_event_tells_nobody(
    db: Database, drawers: AggregateStore[Drawer]
) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    await drawers.change("d1", replace(a_cause("c1"), actor=Actor("service:clock")), Drawer.put)
    [told] = await JournalReader(db).of("drawers", "d1")
    assert told.by == "service:clock"
