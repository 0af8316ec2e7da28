"""What 今日 asks of rescue each time somebody opens it reads the few cases it is about, not all there ever were."""

from typing import Any

import pytest

from services.rescue.main import SERVICE
from services.rescue.queries.case_list import CaseFilter
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of

pytestmark = pytest.mark.servers

DEPARTED = {"custody": "departed", "identity": "stated_by_self", "notice_waiting": False, "notice_outlived": False}
OPEN = {"custody": "in_station", "identity": "searching", "notice_waiting": True, "notice_outlived": True}


@pytest.mark.parametrize(
    "wanted",
    [
        CaseFilter(in_care=True),
        CaseFilter(in_care=True, unidentified=True),
        CaseFilter(notice_to_approve=True),
        CaseFilter(notice_outlived=True),
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
    asked = db["cases"].find(wanted.where("li")).sort([("view.case_no", -1), ("_id", 1)]).limit(10)
    read = (await asked.explain())["executionStats"]
    client.close()
    assert (read["nReturned"], read["totalDocsExamined"]) == (3, 3)
