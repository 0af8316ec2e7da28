"""The operator's command that makes rows anew: silent about equal ones, exit code 1 about others."""

import asyncio

import pytest

from deploy.rebuild import main, projections_of
from deploy.wiring import SERVICES
from services.grants.adapters.standing_view import standing_view
from services.grants.domain.standing import LegalState, Standing
from services.grants.outbound import outbound
from shared.kernel.clock import SystemClock
from shared.projection.generations import Generations
from shared.projection.projector import Projector
from shared.projection.rebuilding import build_missing
from shared.storage.documents import Documents
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from shared.storage.store import AggregateStore
from tests.storage.drawers import Offers, a_cause

pytestmark = pytest.mark.servers


@pytest.fixture
async def environment(mongo_url: str, database: str) -> dict[str, str]:
    """A grants database that knows three organisations."""
    db = database_of(connect(mongo_url), f"{database}grants")
    projector = Projector(db, projections_of("grants"), SystemClock())
    documents = Documents(Standing, standing_view)
    standings = AggregateStore(db["standings"], "grants", documents, outbound, Offers(), follower=projector)
    for name in ("a", "b", "c"):
        standing = Standing(name)
        standing.learn_name(f"{name}中心")
        standing.change_legally(LegalState.REGISTERED, 0)
        await standings.create(standing, a_cause(name))
    await build_missing(projector, SystemClock())
    return {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}


async def test_equal_rows_are_rebuilt_with_the_time_it_took(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await asyncio.to_thread(main, ["grants", "organisations", "--compare"], environment) == 0
    told = capsys.readouterr().out
    assert "grants organisations" in told
    assert "3 行 rows" in told
    assert "0 行不同 different" in told


async def test_row_that_was_edited_is_named_and_replaced(
    environment: dict[str, str], mongo_url: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    db = database_of(connect(mongo_url), f"{database}grants")
    generations = Generations(db, projections_of("grants")[0])
    await db[str(await generations.live())].update_one({"_id": "b"}, {"$set": {"blocked": True}})
    assert await asyncio.to_thread(main, ["grants", "--compare"], environment) == 1
    told = capsys.readouterr()
    assert "\n  b\n" in told.out
    assert "有 1 行与重建的结果不同" in told.err
    assert await db[str(await generations.live())].count_documents({"blocked": True}) == 0


def test_unknown_projection_is_answered_with_those_there_are(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rescue", "nothing"], environment) == 1
    assert "due_list, case_search, event_counts" in capsys.readouterr().err


def test_rows_hold_nothing_sealed_and_no_two_projections_share_a_name() -> None:
    names = [one.name for service in SERVICES for one in projections_of(service)]
    assert len(names) == len(set(names)) >= 4
