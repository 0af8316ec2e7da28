"""Views that an older release wrote are written again, without touching anything else."""

from typing import Any

import pytest

from shared.observability import metrics
from shared.storage import refresh
from shared.storage.documents import Documents
from shared.storage.mongo import Database
from shared.storage.refresh import ViewRefresh
from shared.storage.store import AggregateStore
from tests.storage.drawers import Drawer, Offers, a_cause, outbound

pytestmark = pytest.mark.servers
STALE = {"view.shape": {"$ne": 2}}


def a_store_with(view: Any, db: Database) -> AggregateStore[Drawer]:
    return AggregateStore(db["drawers"], "test", Documents(Drawer, view), outbound, Offers())


@pytest.fixture
async def new(db: Database) -> AggregateStore[Drawer]:
    """Three drawers whose views an older release wrote, and the store of this release."""
    old = a_store_with(lambda drawer: {"shape": 1, "label": drawer.label}, db)
    for number in range(3):
        await old.create(Drawer(f"d{number}", f"label {number}"), a_cause(f"make-{number}"))
    return a_store_with(lambda drawer: {"shape": 2, "words": (drawer.label or "").split()}, db)


async def test_stale_views_are_written_again_in_strides_and_nothing_else_is_touched(
    new: AggregateStore[Drawer], db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "STRIDE", 2)
    before = await db["drawers"].find({}, {"view": 0}).sort("_id", 1).to_list(None)
    assert await ViewRefresh(new, STALE).once() == 3
    after = await db["drawers"].find({}).sort("_id", 1).to_list(None)
    assert [one.pop("view") for one in after] == [{"shape": 2, "words": ["label", str(n)]} for n in range(3)]
    assert after == before
    assert metrics.value_of(metrics.views_stale) == 0
    assert await ViewRefresh(new, STALE).once() == 0


async def test_a_state_that_cannot_be_read_keeps_its_view_and_stops_no_other(
    new: AggregateStore[Drawer], db: Database
) -> None:
    await db["drawers"].update_one({"_id": "d0"}, {"$set": {"state.held": "many"}})
    assert await ViewRefresh(new, STALE).once() == 2
    assert await new.stale_views(STALE) == 1


async def test_who_saves_meanwhile_is_not_overwritten(
    new: AggregateStore[Drawer], db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = Documents.load

    async def slowly(self: Documents[Drawer], aggregate_id: str, state: Any) -> Drawer:
        loaded = await load(self, aggregate_id, state)
        monkeypatch.setattr(Documents, "load", load)
        await new.change("d0", a_cause("meanwhile"), lambda drawer: drawer.relabel("newer"))
        return loaded

    monkeypatch.setattr(Documents, "load", slowly)
    written, _ = await new.refresh_views(STALE, "", 1)
    found = await db["drawers"].find_one({"_id": "d0"})
    assert found is not None
    assert (written, found["view"], found["version"]) == (0, {"shape": 2, "words": ["newer"]}, 2)
