"""Indexes are created from data, once or many times, and serve the searches that run every second."""

import pytest
from pymongo.errors import OperationFailure

from shared.storage.indexes import DatabasePlan, Index, create_indexes
from shared.storage.mongo import Database
from tests.storage.drawers import MONDAY, PLAN, Drawer, Offers, a_cause, a_store

pytestmark = pytest.mark.servers


async def test_creating_indexes_again_changes_nothing(fresh_db: Database) -> None:
    db = fresh_db
    before = {name: await db[name].index_information() for name in PLAN.all()}
    await create_indexes(db, PLAN)
    assert {name: await db[name].index_information() for name in PLAN.all()} == before
    assert set(before["drawers"]) == {"_id_", "due", "pending", "unjournaled", "unfollowed", "labels"}
    assert set(before["unfinished"]) == {"_id_", "turn", "state"}
    assert before["drawers"]["labels"]["unique"]
    assert before["sealing_keys"]["one_key_each"]["unique"]


async def test_index_that_exists_with_other_options_is_refused_loudly(db: Database) -> None:
    with pytest.raises(OperationFailure):
        await create_indexes(db, DatabasePlan(["drawers"], {"drawers": [Index([("state.held", 1)], "labels")]}))


async def test_index_forgets_documents_after_the_time_it_was_given(db: Database) -> None:
    await create_indexes(db, DatabasePlan([], {"hints": [Index([("at", 1)], "old", sparse=True, expire_after_s=60)]}))
    made = (await db["hints"].index_information())["old"]
    assert (made["expireAfterSeconds"], made["sparse"]) == (60, True)


async def test_what_is_due_is_found_by_its_index(fresh_db: Database, offers: Offers) -> None:
    db, drawers = fresh_db, a_store(fresh_db, offers)
    for n in range(30):
        await drawers.create(Drawer(f"d{n}", open_from=MONDAY if n < 2 else None), a_cause(f"m{n}"))
    await db.command("profile", 2)
    assert len(await drawers.due(MONDAY)) == 2
    await db.command("profile", 0)
    (asked,) = await db["system.profile"].find({"op": "query"}).to_list(None)
    assert (asked["planSummary"], asked["docsExamined"]) == ("IXSCAN { next_due_at: 1 }", 2)
