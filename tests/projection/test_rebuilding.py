"""Rows are built anew beside those that are read, whoever saves, reads or dies meanwhile."""

import asyncio
from dataclasses import replace

import pytest

from shared.projection import rebuilding
from shared.projection.generations import POINTERS
from shared.projection.rebuilding import BeingRebuilt, build_missing, differences, rebuild
from shared.projection.rows import Rows
from shared.storage.lease import Lease
from shared.storage.mongo import Database
from tests.projection.conftest import FULL, Office, an_office
from tests.projection.test_projector import put
from tests.storage.drawers import Drawer, a_cause

pytestmark = pytest.mark.servers


async def filled(office: Office, number: int = 20) -> None:
    for one in range(number):
        await put(office, f"d{one:02}", one % 5)
    await office.projector.catch_up("drawers")


async def test_rebuilt_rows_equal_the_live_ones_while_others_save_and_read(
    office: Office, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.storage.strides.STRIDE", 2)
    await filled(office)
    writer, reading, saved = an_office(db), Rows(office.projector, FULL.name), asyncio.Event()
    counts: list[int] = []

    async def saves() -> None:
        for time in range(60):
            await writer.drawers.change(f"d{time % 20:02}", a_cause(f"more-{time}"), Drawer.put)
            if time % 3:
                await writer.projector.write("drawers", [f"d{time % 20:02}"])
        saved.set()

    async def reads() -> None:
        while not saved.is_set():
            counts.append(len(await office.reader.every(await reading.collection(), {})))

    before = await office.generations.live()
    done, *_ = await asyncio.gather(
        rebuild(office.projector, office.projector.projections[0], office.clock, compare=True), saves(), reads()
    )
    assert (done.rows, list(done.different)) == (20, [])
    assert await office.generations.live() != before
    assert set(counts) == {20}
    live = await reading.collection()
    assert await differences(office.projector, office.projector.projections[0], live) == []
    assert sum(held for held, _ in (await office.rows()).values()) == 40 + 60


async def test_comparing_finds_rows_that_were_changed_lost_or_are_of_nothing(office: Office, db: Database) -> None:
    await filled(office, 5)
    live = str(await office.generations.live())
    await db[live].update_one({"_id": "d01"}, {"$set": {"held": 99}})
    await db[live].delete_one({"_id": "d03"})
    await db[live].insert_one({"_id": "zz", "held": 1, "version": 1})
    done = await rebuild(office.projector, office.projector.projections[0], office.clock, compare=True)
    assert list(done.different) == ["d01", "d03", "zz"]
    assert (await office.rows())["d01"] == (1, 2)
    assert len(await office.rows()) == 5


async def test_rebuild_that_died_leaves_the_live_rows_and_the_next_one_goes_through(
    office: Office, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(office, 5)
    before = await office.rows()

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(office.projector, "write_to", dies)
    with pytest.raises(KeyboardInterrupt):
        await rebuild(office.projector, office.projector.projections[0], office.clock)
    monkeypatch.undo()
    assert await office.rows() == before
    await office.drawers.change("d01", a_cause("meanwhile"), Drawer.put)
    await rebuild(office.projector, office.projector.projections[0], office.clock)
    assert (await office.rows())["d01"] == (2, 3)
    generations = await db.list_collection_names(filter={"name": {"$regex": "^rows"}})
    assert len(generations) == 2, "the live one and the one before, for whoever is still reading it"


async def test_only_one_process_rebuilds_at_a_time(office: Office, db: Database) -> None:
    other = Lease(db, f"rebuild {office.projector.projections[0].key}", owner="another process")
    assert await other.hold()
    with pytest.raises(BeingRebuilt):
        await rebuild(office.projector, office.projector.projections[0], office.clock)


async def test_another_form_is_built_at_the_start_and_the_rows_of_the_old_one_dropped_at_the_next(
    office: Office, db: Database
) -> None:
    await filled(office, 5)
    newer = an_office(db, replace(FULL, form=2, row=lambda document: {"held": -document["view"]["held"]}))
    await build_missing(newer.projector, newer.clock)
    assert (await newer.rows())["d04"] == (-4, 5)
    assert (await office.rows())["d04"] == (4, 5), "a replica of the old version goes on reading"
    await build_missing(newer.projector, newer.clock)
    assert await db.list_collection_names(filter={"name": {"$regex": "^rows"}}) == ["rows.full_drawers.1.2.1"]
    assert [one["_id"] async for one in db[POINTERS].find({})] == ["full_drawers.1.2"]


async def test_rebuild_whose_place_another_took_swaps_nothing(
    office: Office, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(office, 5)
    projection = office.projector.projections[0]
    usual = rebuilding.strides

    async def overtaken(collection: object) -> object:
        async for stride in usual(collection):  # type: ignore[arg-type]
            await office.generations.begin()
            yield stride

    monkeypatch.setattr(rebuilding, "strides", overtaken)
    live = await office.generations.live()
    with pytest.raises(BeingRebuilt):
        await rebuild(office.projector, projection, office.clock)
    assert await office.generations.live() == live
