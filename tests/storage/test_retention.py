"""What only tells of the past is taken away after its time, and the time follows its setting."""

from datetime import UTC, datetime, timedelta

import pytest

from deploy.prepare import database_plans
from shared.contracts.decoding import envelope_of
from shared.contracts.envelope import StoredEvent
from shared.messaging.event_counts import EventCounts
from shared.storage.indexes import DatabasePlan, create_indexes
from shared.storage.logged_events import date_events, logged
from shared.storage.mongo import Database
from shared.storage.retention import ROWS, TABLE, KeptTooShort, Retention
from tests.messaging.running import an_event

pytestmark = pytest.mark.servers

DAY_S = 86_400
EVERYTHING = ("items", "deliveries", "jobs", "job_papers")


def planned(**days: str) -> DatabasePlan:
    """A service with every collection of the table."""
    given = {f"TONGXIN_KEEP_{name}_DAYS": said for name, said in days.items()}
    return DatabasePlan(EVERYTHING, retention=Retention.of(given))


async def ends(db: Database) -> dict[str, object]:
    """After how many days MongoDB takes away what, by its own word."""
    found = {}
    for collection in ROWS:
        kept = (await db[collection].index_information()).get("kept")
        found[collection] = kept and kept["expireAfterSeconds"] / DAY_S
    return found


async def test_each_collection_of_the_table_has_its_index_with_the_days_that_are_set(db: Database) -> None:
    await create_indexes(db, planned())
    assert await ends(db) == {row.collection: row.days for row in TABLE}
    assert (await ends(db))["access_log"] == 3 * 365


async def test_index_follows_its_setting_and_goes_where_things_are_kept_for_ever(db: Database) -> None:
    await create_indexes(db, planned())
    await create_indexes(db, planned(ACCESS_LOG="2000", EVENTS="0", JOBS="90"))
    changed = await ends(db)
    assert (changed["access_log"], changed["events"], changed["jobs"], changed["job_papers"]) == (2000, None, 90, 90)
    await create_indexes(db, planned())
    assert await ends(db) == {row.collection: row.days for row in TABLE}


@pytest.mark.parametrize("said", ["30", "-1", "three years", "99999999"])
def test_less_than_the_law_asks_for_is_refused_in_a_sentence(said: str) -> None:
    with pytest.raises(KeptTooShort) as refused:
        Retention.of({"TONGXIN_KEEP_ACCESS_LOG_DAYS": said})
    assert "至少为 180 天" in refused.value.sentence("zh")


def test_every_service_keeps_its_logs_for_a_time_and_its_own_things_for_ever() -> None:
    plans = database_plans({})
    assert {plan.kept_for("access_log") for plan in plans.values()} == {timedelta(days=1095)}
    assert plans["notify"].kept_for("items") == timedelta(days=1095)
    assert plans["rescue"].kept_for("cases") is None
    assert plans["registry"].kept_for("journal") is None


async def test_counts_of_hours_stay_when_their_events_are_taken_away(db: Database) -> None:
    now = datetime.now(UTC)
    old = now - timedelta(days=400)
    events: list[StoredEvent] = [envelope_of(an_event("a", n, time=at)).stored() for n, at in ((1, old), (2, now))]
    await db["events"].insert_many(
        [{key: value for key, value in logged(one).items() if key != "at"} for one in events]
    )
    assert (await date_events(db), await date_events(db)) == (2, 0)
    counts = EventCounts(db)
    assert sum(one.count for one in await counts.since(now - timedelta(days=401), now)) == 2
    gone = await db["events"].delete_many({"at": {"$lt": now - timedelta(days=365)}})
    assert gone.deleted_count == 1, "as the server does it once a minute"
    assert (await counts.recount(now))[1] == []
    assert sum(one.count for one in await counts.since(now - timedelta(days=401), now)) == 2
