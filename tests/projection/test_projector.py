"""Rows follow their aggregates: at once, in the end after every fault, and never backwards."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from shared.kernel.errors import Unavailable
from shared.observability import metrics
from shared.projection import rows as rows_module
from shared.projection.keeping_up import ProjectionsKeepUp
from shared.projection.rows import NotBuiltYet, Rows
from shared.storage.mongo import Database
from shared.storage.store import UNFOLLOWED
from tests.eventually import eventually
from tests.projection.conftest import FULL, Office, an_office
from tests.storage.drawers import MONDAY, Drawer, a_cause

pytestmark = pytest.mark.servers


async def put(office: Office, name: str, times: int = 1) -> None:
    """A drawer with so many things, in as many saves."""
    await office.drawers.create(Drawer(name), a_cause(f"make-{name}"))
    for time in range(times):
        await office.drawers.change(name, a_cause(f"{name}-{time}"), Drawer.put)


async def told(office: Office, rows: dict[str, tuple[int, int]]) -> bool:
    return await office.rows() == rows


async def test_row_is_written_as_soon_as_its_aggregate_was_saved(office: Office) -> None:
    await office.projector.start()
    try:
        await put(office, "d1", 3)
        await eventually(partial(told, office, {"d1": (3, 4)}))
    finally:
        await office.projector.stop()


async def test_reader_finds_what_another_process_saved_a_moment_ago(office: Office, db: Database) -> None:
    await put(an_office(db), "d1", 2)
    assert await office.rows() == {}
    name = await Rows(office.projector, FULL.name).collection()
    assert [row["held"] for row in await office.reader.every(name, {})] == [2]


async def test_save_marks_the_document_until_its_rows_are_written_whatever_happens_between(
    office: Office, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(office, "d1")

    async def away(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(office.projector, "write_to", away)
    with pytest.raises(Unavailable):
        await office.projector.catch_up("drawers")
    monkeypatch.undo()
    assert await db["drawers"].count_documents({UNFOLLOWED: True}) == 1
    await an_office(db).projector.catch_up("drawers")
    assert (await office.rows(), await db["drawers"].count_documents({UNFOLLOWED: True})) == ({"d1": (1, 2)}, 0)


async def test_mark_of_a_document_that_was_saved_again_meanwhile_stays(office: Office, db: Database) -> None:
    await put(office, "d1")
    seen = await db["drawers"].find_one({"_id": "d1"}) or {}
    await office.drawers.change("d1", a_cause("again"), Drawer.put)
    await office.projector._taken_in("drawers", [seen])
    assert await db["drawers"].count_documents({UNFOLLOWED: True}) == 1


async def test_row_that_another_process_wrote_of_a_later_version_stays(office: Office, db: Database) -> None:
    await put(office, "d1")
    early = await db["drawers"].find_one({"_id": "d1"})
    await office.drawers.change("d1", a_cause("later"), Drawer.put)
    await office.projector.write("drawers", ["d1"])
    await office.projector.write_to(
        str(await office.generations.live()), office.projector.projections[0], [early or {}]
    )
    assert await office.rows() == {"d1": (2, 3)}


async def test_many_processes_that_write_at_once_leave_the_last_version(office: Office, db: Database) -> None:
    others = [office, *(an_office(db) for _ in range(3))]
    await put(office, "d1")

    async def works(one: Office, number: int) -> None:
        for time in range(10):
            await one.drawers.change("d1", a_cause(f"{number}-{time}"), Drawer.put)
            await one.projector.write("drawers", ["d1"])

    await asyncio.gather(*(works(one, number) for number, one in enumerate(others)))
    assert await office.rows() == {"d1": (41, 42)}


async def test_row_that_cannot_be_made_is_counted_and_keeps_nobody_else_waiting(office: Office, db: Database) -> None:
    failed = metrics.projection_failures.labels(FULL.name)
    before = metrics.value_of(failed)
    await put(office, "unlucky", 13)
    await put(office, "d1")
    await office.projector.catch_up("drawers")
    assert await office.rows() == {"d1": (1, 2)}
    assert metrics.value_of(failed) > before


async def test_lag_is_measured_and_made_up_for_and_degrades_what_lacks_a_change_for_a_minute(
    office: Office, db: Database
) -> None:
    keeps_up = ProjectionsKeepUp(office.projector)
    await put(office, "d1")
    office.clock.at = MONDAY + timedelta(seconds=61)
    await office.projector.measure()
    late = await keeps_up.check()
    assert (late.ok, late.needed, late.why) == (False, False, "full_drawers lags 61 s")
    assert metrics.value_of(metrics.projection_lag_seconds.labels(FULL.name)) == 61
    await office.projector.measure()
    assert (await keeps_up.check()).ok
    assert await office.rows() == {"d1": (1, 2)}


async def test_rows_of_another_form_are_never_read(
    office: Office, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "PATIENCE_S", 0.3)
    other = an_office(db, replace(FULL, form=2))
    with pytest.raises(NotBuiltYet):
        await Rows(other.projector, FULL.name).collection()
    assert "being built" in (await ProjectionsKeepUp(other.projector).check()).why
