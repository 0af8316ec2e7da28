"""Pages neither skip nor repeat rows, whatever is added or missing; a page mark that is not ours is refused."""

import base64
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kernel.errors import Invalid
from shared.storage import reading
from shared.storage.mongo import Database, ReadTookTooLong
from shared.storage.reading import MAX_PAGE, CursorUnknown, Reader, Slice
from shared.storage.store import AggregateStore
from tests.run.depth import tries
from tests.storage.drawers import MONDAY, Drawer, a_cause

pytestmark = pytest.mark.servers

Sort = list[tuple[str, int]]


async def walk(reader: Reader, sort: Sort, limit: int, where: dict[str, Any] | None = None) -> list[Slice]:
    """All pages from the first to the last."""
    pages = [await reader.page("rows", where or {}, sort, None, limit)]
    while pages[-1].next_cursor is not None:
        pages.append(await reader.page("rows", where or {}, sort, pages[-1].next_cursor, limit))
        assert len(pages) < 100
    return pages


def ids(pages: list[Slice]) -> list[str]:
    """The ids on the pages, in order."""
    return [item["_id"] for page in pages for item in page.items]


SORTS: list[Sort] = [
    [("a", 1)],
    [("a", -1)],
    [("a", 1), ("b", -1)],
    [("a", -1), ("b", 1)],
    [("b", -1), ("a", -1)],
    [("inner.when", -1)],
    [("inner.when", 1), ("a", -1)],
    [],
]


@pytest.mark.parametrize("sort", SORTS, ids=str)
async def test_pages_together_are_the_sorted_whole_with_nulls_and_ties(db: Database, sort: Sort) -> None:
    whens = [None, MONDAY, MONDAY + timedelta(milliseconds=1)]
    rows = [
        {
            "_id": f"{n:02}",
            "a": [None, 1, 2][n % 3],
            "b": ["x", None, "y", "鄞"][n % 4],
            "inner": {"when": whens[n % 3]},
        }
        for n in range(25)
    ]
    await db["rows"].insert_many(rows)
    whole = [row["_id"] async for row in db["rows"].find().sort([*sort, ("_id", 1)])]
    for limit in (1, 4, 25, 26):
        assert ids(await walk(Reader(db), sort, limit)) == whole


async def test_rows_added_between_pages_neither_shift_nor_repeat_the_others(db: Database) -> None:
    await db["rows"].insert_many([{"_id": f"{n:03}", "a": n // 4} for n in range(0, 40, 2)])
    reader = Reader(db)
    seen: list[str] = []
    cursor: str | None = None
    for n in range(1, 40, 2):
        page = await reader.page("rows", {}, [("a", 1)], cursor, 3)
        seen += [item["_id"] for item in page.items]
        await db["rows"].insert_one({"_id": f"{n:03}", "a": n // 4})
        await db["rows"].insert_one({"_id": f"{n:03}-before", "a": -1})
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen)
    assert {f"{n:03}" for n in range(0, 40, 2)} <= set(seen)


async def test_page_keeps_to_its_filter_and_its_limits(db: Database) -> None:
    await db["rows"].insert_many([{"_id": f"{n:04}", "a": n % 2} for n in range(2 * MAX_PAGE + 20)])
    reader = Reader(db)
    odd = await walk(reader, [("a", 1)], 100_000, {"a": 1, "$or": [{"_id": {"$gte": "0000"}}]})
    assert [len(page.items) for page in odd] == [MAX_PAGE, 10]
    assert {item["a"] for page in odd for item in page.items} == {1}
    assert len((await reader.page("rows", {}, [], None, 0)).items) == 1
    assert await reader.page("rows", {"a": 7}, [("a", 1)]) == Slice([], None)


def a_mark(*values: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(list(values))).decode()


@pytest.mark.parametrize(
    "mark",
    [
        "x",
        "%%%",
        "鄞州",
        a_mark(),
        a_mark(1),
        a_mark(1, "a", "b"),
        a_mark(1, {"$gt": ""}),
        a_mark({"$date": 5}, "a"),
        a_mark({"$date": "yesterday"}, "a"),
        a_mark([1], "a"),
        a_mark({"$date": "0001-01-01T00:00:00+23:00"}, "a"),
        a_mark(2**63, "a"),
        base64.urlsafe_b64encode(b"5").decode(),
        base64.urlsafe_b64encode(b'{"a":1}').decode(),
    ],
)
async def test_mark_that_is_not_ours_is_refused_in_words(db: Database, mark: str) -> None:
    await db["rows"].insert_one({"_id": "1", "a": 1})
    with pytest.raises(CursorUnknown) as refused:
        await Reader(db).page("rows", {}, [("a", 1)], mark)
    assert isinstance(refused.value, Invalid)


@settings(max_examples=tries(200, full=5000), deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_no_mark_ever_breaks_the_reading_of_it(mark: str) -> None:
    from shared.storage.reading import _read_mark

    try:
        assert len(_read_mark(mark, 2)) == 2
    except CursorUnknown:
        return


async def test_reads_show_neither_outbox_nor_absorbed_causes(drawers: AggregateStore[Drawer], db: Database) -> None:
    drawer = Drawer("d1", "socks")
    drawer.put()
    await drawers.create(drawer, a_cause("make"))
    reader = Reader(db)
    one = await reader.one("drawers", {"state.label": "socks"})
    assert one is not None
    assert set(one) == {"_id", "version", "state", "sequence", "next_due_at", "created_at", "updated_at"}
    assert await reader.every("drawers", {}) == [one]
    assert (await reader.page("drawers", {}, [("state.label", 1)])).items == [one]
    assert await reader.one("drawers", {"state.label": "shoes"}) is None
    assert await reader.count("drawers", {}) == 1
    assert await reader.aggregate("drawers", [{"$group": {"_id": None, "held": {"$sum": "$state.held"}}}]) == [
        {"_id": None, "held": 1}
    ]


async def test_every_sorts_and_bounds(db: Database) -> None:
    await db["rows"].insert_many(
        [{"_id": str(n), "a": -n, "at": datetime(2026, 1, 1 + n, tzinfo=UTC)} for n in range(5)]
    )
    found = await Reader(db).every("rows", {}, [("a", 1)], limit=2)
    assert [row["_id"] for row in found] == ["4", "3"]
    assert found[0]["at"] == datetime(2026, 1, 5, tzinfo=UTC)


async def test_no_read_goes_on_without_end(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """MongoDB itself gives it up (maxTimeMS): a caller who goes away would leave it working."""
    monkeypatch.setattr(reading, "MOST_READ_MS", 300)
    monkeypatch.setattr(reading, "MOST_IDS_MS", 300)
    await db["rows"].insert_many([{"_id": str(number)} for number in range(30)])
    reader, slow = Reader(db), {"$expr": {"$function": SLEEPS}}
    reads = (
        lambda: reader.one("rows", slow),
        lambda: reader.every("rows", slow),
        lambda: reader.page("rows", slow, []),
        lambda: reader.ids("rows", slow, []),
        lambda: reader.count("rows", slow),
        lambda: reader.aggregate("rows", [{"$match": slow}]),
    )
    for read in reads:
        began = time.monotonic()
        with pytest.raises(ReadTookTooLong):
            await read()
        assert time.monotonic() - began < 3


SLEEPS = {"body": "function() { sleep(200); return false; }", "args": [], "lang": "js"}
