"""What the store on MongoDB does beyond the common promises: one document, its outbox, its memory, its clocks."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from pymongo import MongoClient

from shared.kernel.errors import ChangedMeanwhile
from shared.observability import metrics
from shared.storage import store as module
from shared.storage import strides
from shared.storage.absorbed import HANDLED_FOR
from shared.storage.documents import Documents
from shared.storage.mongo import Database
from shared.storage.store import AggregateStore
from tests.storage.drawers import MONDAY, Drawer, Offers, a_cause, a_store, an_event_cause

pytestmark = pytest.mark.servers


async def stored(db: Database, drawer_id: str = "d1") -> dict[str, Any]:
    """The document as it lies in the database."""
    found: dict[str, Any] | None = await db["drawers"].find_one({"_id": drawer_id})
    assert found is not None
    return found


async def test_one_document_holds_state_version_outbox_and_what_was_absorbed(
    drawers: AggregateStore[Drawer], db: Database
) -> None:
    await drawers.create(Drawer("d1", "socks", open_from=MONDAY), a_cause("make"))
    later = MONDAY + timedelta(hours=1)
    cause = an_event_cause(7, key="e7")
    await drawers.change("d1", a_cause("c1", at=later, digest="f"), Drawer.put)
    await drawers.change("d1", cause, Drawer.put)
    found = await stored(db)
    outbox, entries = found.pop("outbox"), found.pop("journal")
    assert found == {
        "_id": "d1",
        "version": 3,
        "state": {"label": "socks", "held": 2, "owner": None, "open_from": "2026-03-02T01:00:00Z"},
        "sequence": 2,
        "journal_head": {"no": 2, "hash": entries[-1]["hash"]},
        "next_due_at": MONDAY,
        "handled": [
            {"id": "make", "at": MONDAY},
            {"id": "c1", "at": later, "digest": "f"},
            {"id": "e7", "at": MONDAY, "subject": "organisation-1", "sequence": 7},
        ],
        "created_at": MONDAY,
        "updated_at": cause.at,
    }
    assert [event["sequence"] for event in outbox] == [1, 2]
    assert [(entry["no"], entry["version"], entry["data"]["held"]) for entry in entries] == [(1, 2, 1), (2, 3, 2)]
    assert [name for name in await db.list_collection_names() if await db[name].count_documents({})] == ["drawers"]


async def test_every_save_offers_the_whole_pending_outbox_in_order(
    drawers: AggregateStore[Drawer], offers: Offers
) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    assert offers.offers == []
    await drawers.change("d1", a_cause("c1"), lambda drawer: drawer.put(2))
    await drawers.change("d1", a_cause("c2"), lambda drawer: drawer.relabel("quiet"))
    await drawers.change("d1", a_cause("c3"), Drawer.put)
    sequences = [(collection, i, [event["sequence"] for event in box]) for collection, i, box in offers.offers]
    assert sequences == [("drawers", "d1", [1, 2]), ("drawers", "d1", [1, 2]), ("drawers", "d1", [1, 2, 3])]


async def test_race_that_is_never_won_ends_in_words(
    drawers: AggregateStore[Drawer], db: Database, mongo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 3)
    await drawers.create(Drawer("d1"), a_cause("make"))
    with MongoClient[dict[str, Any]](mongo_url) as rival:

        def overtaken(drawer: Drawer) -> None:
            rival[db.name]["drawers"].update_one({"_id": "d1"}, {"$inc": {"version": 1}})
            drawer.put()

        with pytest.raises(ChangedMeanwhile) as refused:
            await drawers.change("d1", a_cause("c1"), overtaken)
    assert refused.value.params == {"version": 4}, "once at once, and three times closely"
    assert (await drawers.get("d1")).held == 0


async def test_absorbed_causes_are_forgotten_after_thirty_five_days_and_no_earlier(
    drawers: AggregateStore[Drawer], db: Database
) -> None:
    await drawers.create(Drawer("d1"), a_cause("old"))
    await drawers.create(Drawer("d2"), a_cause("young", at=MONDAY + timedelta(days=1)))
    await drawers.change("d1", a_cause("c1", at=MONDAY + timedelta(seconds=1)), Drawer.put)
    assert await drawers.forget_handled(MONDAY + HANDLED_FOR) == 0
    assert await drawers.forget_handled(MONDAY + HANDLED_FOR + timedelta(seconds=1)) == 1
    found = await stored(db)
    assert [entry["id"] for entry in found["handled"]] == ["c1"]
    assert found["version"] == 2
    assert timedelta(days=35) == HANDLED_FOR


async def test_forget_handled_works_through_every_stride(
    drawers: AggregateStore[Drawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strides, "STRIDE", 2)
    for n in range(5):
        await drawers.create(Drawer(f"d{n}"), a_cause(f"make-{n}"))
    assert await drawers.forget_handled(MONDAY + HANDLED_FOR + timedelta(seconds=1)) == 5


async def test_due_finds_what_is_due_the_longest_due_first(drawers: AggregateStore[Drawer]) -> None:
    for drawer_id, hours in (("late", -1), ("now", 0), ("early", -5), ("later", 1)):
        await drawers.create(Drawer(drawer_id, open_from=MONDAY + timedelta(hours=hours)), a_cause(drawer_id))
    await drawers.create(Drawer("never"), a_cause("never"))
    assert await drawers.due(MONDAY) == ["early", "late", "now"]
    assert await drawers.due(MONDAY, limit=2) == ["early", "late"]
    await drawers.change("early", a_cause("c"), lambda drawer: drawer.wait_until(None))
    await drawers.change("now", a_cause("d"), lambda drawer: drawer.wait_until(MONDAY + timedelta(hours=2)))
    assert await drawers.due(MONDAY) == ["late"]


async def test_view_is_written_with_every_save(db: Database, offers: Offers) -> None:
    viewing = a_store(db, offers, Documents(Drawer, view=lambda drawer: {"words": [drawer.label, str(drawer.held)]}))
    await viewing.create(Drawer("d1", "socks"), a_cause("make"))
    assert (await stored(db))["view"] == {"words": ["socks", "0"]}
    await viewing.change("d1", a_cause("c1"), Drawer.put)
    assert (await stored(db))["view"] == {"words": ["socks", "1"]}


async def test_event_times_are_utc_wherever_the_cause_was_told(drawers: AggregateStore[Drawer], offers: Offers) -> None:
    await drawers.create(Drawer("d1"), a_cause("make"))
    shanghai = MONDAY.astimezone(timezone(timedelta(hours=8)))
    await drawers.change("d1", a_cause("c1", at=shanghai), Drawer.put)
    assert offers.offers[0][2][0]["time"] == "2026-03-02T01:00:00Z"


async def test_trace_of_the_open_span_goes_before_that_of_the_cause(db: Database, offers: Offers) -> None:
    spans = iter(["00-span-01", None])
    tracing = a_store(db, offers, traceparent=lambda: next(spans))
    await a_store(db, offers).create(Drawer("d1"), a_cause("make"))
    for key in ("c1", "c2"):
        await tracing.change("d1", a_cause(key, traceparent="00-cause-01"), Drawer.put)
    assert [event.traceparent for event in offers.events] == ["00-span-01", "00-cause-01"]


async def test_repeated_events_are_counted_and_repeated_commands_are_not(drawers: AggregateStore[Drawer]) -> None:
    before = metrics.value_of(metrics.wire_duplicates)
    await drawers.create(Drawer("d1"), an_event_cause(1))
    await drawers.create(Drawer("d1"), an_event_cause(1))
    for _ in range(3):
        await drawers.change("d1", an_event_cause(2), Drawer.put)
        await drawers.change("d1", a_cause("c"), Drawer.put)
    assert metrics.value_of(metrics.wire_duplicates) - before == 3


async def test_views_of_an_earlier_form_are_written_anew_and_nothing_else_is_touched(
    db: Database, offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strides, "STRIDE", 2)
    older = a_store(db, offers, Documents(Drawer, view=lambda drawer: {"label": drawer.label}))
    present = a_store(db, offers, Documents(Drawer, view=lambda drawer: {"form": 2, "words": [drawer.label]}))
    for n in range(5):
        await older.create(Drawer(f"d{n}", f"socks {n}"), a_cause(f"make-{n}"))
    await present.create(Drawer("d9", "shirts"), a_cause("make-9"))
    await db["drawers"].update_one({"_id": "d4"}, {"$set": {"state.held": "unreadable"}})
    before = await stored(db, "d3")
    assert await present.older.refresh_views(2) == 4
    assert await stored(db, "d3") == before | {"view": {"form": 2, "words": ["socks 3"]}}
    assert (await stored(db, "d4"))["view"] == {"label": "socks 4"}
    assert await present.older.refresh_views(2) == 0
    assert await a_store(db, offers).older.refresh_views(1) == 0


async def test_view_that_another_has_taken_meanwhile_is_left(db: Database, offers: Offers) -> None:
    await db["drawers"].create_index([("view.only", 1)], name="only", unique=True, sparse=True)
    older = a_store(db, offers, Documents(Drawer, view=lambda _: {"form": 1}))
    for n in range(2):
        await older.create(Drawer(f"d{n}", f"socks {n}"), a_cause(f"make-{n}"))
    present = a_store(db, offers, Documents(Drawer, view=lambda _: {"form": 2, "only": "one"}))
    assert await present.older.refresh_views(2) == 1
    assert [(await stored(db, f"d{n}"))["view"]["form"] for n in range(2)] == [2, 1]
    await db["drawers"].drop_index("only")
