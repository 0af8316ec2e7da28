"""What 今日 asks of rescue each time somebody opens it reads the few cases it is about, not all there ever were."""

from typing import Any

import pytest

from services.rescue.main import SERVICE
from services.rescue.queries.case_list import CaseFilter
from services.rescue.queries.find_cases import called_so
from services.rescue.queries.search_cases import SOUGHT, pipeline
from shared.projection.generations import Generations
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.builders_rescue import HEAD

pytestmark = pytest.mark.servers

WAITING = ("notice_waiting", "notice_outlived", "correction_waits", "entry_waits", "erasure_waits")
DEPARTED = {"custody": "departed", "identity": "stated_by_self", **dict.fromkeys(WAITING, False)}
LABELLED = {"tokens": [], "label_words": ["岳林01", "林01", "01", "1"]}
OPEN = {"custody": "in_station", "identity": "searching", **dict.fromkeys(WAITING, True)}


async def test_the_one_box_reads_only_cases_that_share_something_with_its_words(mongo_url: str, database: str) -> None:
    client = connect(mongo_url)
    db = database_of(client, f"{database}rescue")
    await create_indexes(db, SERVICE.plan)
    sought = await Generations(db, SOUGHT).begin()
    others = [{"tokens": ["other"], "label_words": ["other"], "label": None}] * 1_000
    views = [*others, {"tokens": ["name"], "label_words": [], "label": None}, {"label": "岳林01", **LABELLED}]
    await db[sought].insert_many(
        {"_id": f"c{number}", **view, "case_no": f"救2026-{number:04d}"} for number, view in enumerate(views)
    )
    match = {"$or": [{"tokens": {"$in": ["name", "sound"]}}, called_so("岳林")]}
    asked = {"aggregate": sought, "pipeline": pipeline(match, ["name", "sound"]), "cursor": {}}
    read = await db.command("explain", asked, verbosity="executionStats")
    client.close()
    stats = (read["stages"][0]["$cursor"] if "stages" in read else read)["executionStats"]
    assert (stats["nReturned"], stats["totalDocsExamined"]) == (2, 2)


@pytest.mark.parametrize(
    "wanted",
    [
        CaseFilter(in_care=True),
        CaseFilter(in_care=True, unidentified=True),
        CaseFilter(notice_to_approve=True),
        CaseFilter(notice_outlived=True),
        CaseFilter(correction_to_decide=True),
        CaseFilter(entry_to_decide=True),
        CaseFilter(erasure_to_decide=True),
    ],
    ids=lambda wanted: "+".join(wanted.model_dump(exclude_defaults=True)),
)
async def test_today_reads_only_the_cases_it_is_about(mongo_url: str, database: str, wanted: CaseFilter) -> None:
    client = connect(mongo_url)
    db = database_of(client, f"{database}rescue")
    await create_indexes(db, SERVICE.plan)
    views: list[dict[str, Any]] = [DEPARTED] * 1_000 + [OPEN] * 3
    await db["cases"].insert_many(
        {"_id": f"c{number}", "view": {**view, "case_no": f"救2026-{number:04d}"}} for number, view in enumerate(views)
    )
    asked = db["cases"].find(wanted.where(HEAD)).sort([("view.case_no", -1), ("_id", 1)]).limit(10)
    read = (await asked.explain())["executionStats"]
    client.close()
    assert (read["nReturned"], read["totalDocsExamined"]) == (3, 3)
