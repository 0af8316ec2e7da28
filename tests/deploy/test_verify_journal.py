"""The operator's command that looks through the journals: silent about whole ones, exit code 1 about others."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from deploy.verify_journal import main
from services.gateway.auth.audit import Trail, What
from services.gateway.ledger import MongoLedger
from shared.storage.documents import Documents
from shared.storage.journal import JOURNAL
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from shared.storage.store import AggregateStore
from tests.storage.drawers import MONDAY, Drawer, Offers, a_cause, outbound

pytestmark = pytest.mark.servers


@pytest.fixture
async def environment(mongo_url: str, database: str) -> dict[str, str]:
    """A grants database with one drawer among its standings, of which one entry was moved."""
    db, offers = database_of(connect(mongo_url), f"{database}grants"), Offers()
    drawers = AggregateStore(db["standings"], "grants", Documents(Drawer), outbound, offers)
    await drawers.create(Drawer("d1", open_from=MONDAY), a_cause("make"))
    await drawers.change("d1", a_cause("c1"), Drawer.put)
    await db[JOURNAL].insert_one(dict(offers.entries[0]))
    await db["standings"].update_one({}, {"$set": {"journal": []}})
    return {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}


def test_whole_journals_are_counted(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], environment) == 0
    assert "grants             1 条 entries, 0 处不对 wrong" in capsys.readouterr().out


async def test_changed_entry_is_named(
    environment: dict[str, str], mongo_url: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    db = database_of(connect(mongo_url), f"{database}grants")
    await db[JOURNAL].update_one({}, {"$set": {"by": "somebody-else"}})
    assert await asyncio.to_thread(main, ["grants"], environment) == 1
    told = capsys.readouterr()
    assert "grants standings/d1: 1 was changed" in told.out
    assert "日志有 1 处不对" in told.err


@pytest.mark.parametrize(("ended_ago", "wrong"), [(timedelta(days=31), 0), (timedelta(days=1), 1)])
async def test_job_that_was_taken_away_after_its_time_is_no_fault(
    mongo_url: str, database: str, ended_ago: timedelta, wrong: int
) -> None:
    db, offers = database_of(connect(mongo_url), f"{database}registry"), Offers()
    jobs = AggregateStore(db["jobs"], "registry", Documents(Drawer), outbound, offers)
    await jobs.create(Drawer("j1", open_from=MONDAY), a_cause("make"))
    await jobs.change("j1", replace(a_cause("c1"), at=datetime.now(UTC) - ended_ago), Drawer.put)
    await db[JOURNAL].insert_many([dict(entry) for entry in offers.entries])
    await db["jobs"].delete_one({"_id": "j1"})
    environment = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}
    assert await asyncio.to_thread(main, ["registry"], environment) == wrong


async def test_entries_of_a_job_that_is_gone_are_still_looked_at(
    mongo_url: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    db, offers = database_of(connect(mongo_url), f"{database}registry"), Offers()
    jobs = AggregateStore(db["jobs"], "registry", Documents(Drawer), outbound, offers)
    await jobs.create(Drawer("j1", open_from=MONDAY), a_cause("make"))
    await jobs.change("j1", replace(a_cause("c1"), at=datetime.now(UTC) - timedelta(60)), Drawer.put)
    await db[JOURNAL].insert_many([{**entry, "by": "somebody-else"} for entry in offers.entries])
    await db["jobs"].delete_one({"_id": "j1"})
    environment = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}
    assert await asyncio.to_thread(main, ["registry"], environment) == 1
    assert "registry jobs/j1: 1 was changed" in capsys.readouterr().out


def test_missing_setting_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grants"], {}) == 1
    assert "TONGXIN_MONGO_URL" in capsys.readouterr().err


async def test_changed_row_of_the_audit_trail_is_named(
    environment: dict[str, str], mongo_url: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = database_of(connect(mongo_url), f"{database}gateway")["audit_trail"]
    trail = Trail(MongoLedger(rows))
    for _ in range(2):
        await trail.note(What.SIGNED_IN, MONDAY, "lisi", "lisi")
    assert await asyncio.to_thread(main, ["gateway"], environment) == 0
    await rows.update_one({"_id": 1}, {"$set": {"by": "somebody-else"}})
    assert await asyncio.to_thread(main, ["gateway"], environment) == 1
    assert "gateway audit_trail/1: changed" in capsys.readouterr().out
