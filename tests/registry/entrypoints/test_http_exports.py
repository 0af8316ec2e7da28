"""Exports of the register as jobs over HTTP, on real servers."""

import asyncio
import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from services.registry.domain.export import FILE_KEPT_FOR
from services.registry.domain.kinds import Particular
from services.registry.domain.sheet import HEADERS
from services.registry.export_work import STEP_ROWS, ExportRun
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.web.actor import mint
from tests.builders_registry import HEADER, a_csv, a_row
from tests.registry.entrypoints.test_http_jobs import ended
from tests.registry.running import Registry

pytestmark = pytest.mark.servers
HEADS = "名称,统一社会信用代码,曾用名,类型,镇（街道）,成立日期,信用状况,未移出的原因,登记状态,住所,业务主管单位,示例"


@pytest.fixture(autouse=True)
async def register(registry: Registry) -> None:
    """Organisations, some with names that a spreadsheet would calculate, and one that is an example."""
    if (await registry.get("/organisations"))["total"]:
        return
    odd = [a_row(901, 住所="=1+1", 业务主管单位="@SUM(1)"), a_row(902, 示例="示例"), a_row(903, 示例="住所、成立日期")]
    content = a_csv(*odd, *(a_row(number) for number in range(1, 701)), header=f"{HEADER},示例")
    await registry.answer("POST", "/imports", 201, files={"file": ("名册.csv", content, "text/csv")})


async def export(registry: Registry, **wanted: Any) -> dict[str, Any]:
    """An export that has ended."""
    return await ended(registry, (await registry.post("/organisations/exports", wanted))["id"])


async def file_of(registry: Registry, job_id: str, role: str = "registrar") -> Any:
    """The answer to asking for the file."""
    token = mint(registry.key, Actor(f"staff-{role}", frozenset({role})), datetime.now(UTC), new_id(), "registry")
    return await registry.http.get(f"/jobs/{job_id}/file", headers={"Authorization": f"Bearer {token}"})


async def rows_of(registry: Registry, job_id: str) -> list[list[str]]:
    content = (await file_of(registry, job_id)).content
    assert content[:3] == b"\xef\xbb\xbf", "Excel knows by this mark that it is UTF-8"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


async def test_csv_has_every_organisation_once_in_order_and_no_formula(registry: Registry) -> None:
    job = await export(registry, format="csv", sort="name")
    assert (job["state"], job["done"], job["total"], job["kind"]) == ("done", 703, 703, "export_organisations")
    rows = await rows_of(registry, job["id"])
    assert ",".join(rows[0]) == HEADS
    assert len(rows) == 704
    assert len({row[1] for row in rows}) == 704
    cells = {cell for row in rows[1:] for cell in row}
    assert {"'=1+1", "'@SUM(1)"} <= cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]
    listed = (await registry.get("/organisations", limit=200, sort="name"))["items"]
    assert [row[0] for row in rows[1:201]] == [one["name"] for one in listed]


async def test_file_says_what_is_an_example_in_words_that_an_import_takes(registry: Registry) -> None:
    rows = await rows_of(registry, (await export(registry, format="csv"))["id"])
    assert sorted({row[-1] for row in rows[1:]}) == ["", "住所、成立日期", "示例"]
    heads = {word.translate(str.maketrans("()", "（）")) for words in HEADERS.values() for word in words}
    assert {one.label.zh for one in Particular} <= heads


async def test_export_imported_again_changes_nothing(registry: Registry) -> None:
    content = (await file_of(registry, (await export(registry, format="xlsx"))["id"])).content
    files = {"file": ("again.xlsx", content, "application/octet-stream")}
    kept_id = (await registry.answer("POST", "/imports", 201, files=files, data={"dry_run": "true"}))["id"]
    kept = await registry.get(f"/imports/{kept_id}")
    assert (kept["rows"], kept["created"], kept["updated"]) == (703, 0, 0)


async def test_same_filters_as_the_list_and_headers_in_english(registry: Registry) -> None:
    listed = await registry.get("/organisations", q="会1", limit=200)
    job = await export(registry, format="xlsx", q="会1", language="en")
    answer = await file_of(registry, job["id"])
    assert ".xlsx" in answer.headers["content-disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("Name", "Credit code")
    assert [row[0] for row in rows[1:]] == [one["name"] for one in listed["items"]]
    assert sheet.freeze_panes == "A2"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


async def test_people_are_named_only_for_a_purpose_and_each_download_is_logged(registry: Registry) -> None:
    refused = await registry.post("/organisations/exports", {"with_contacts": True}, 422)
    assert refused["slug"] == "export-why-missing"
    plain = await export(registry, format="csv")
    named = await export(registry, format="csv", with_contacts=True, why="寄发年报通知")
    for job in (plain, named):
        before = await registry.host.reader.count("access_log", {})
        rows = await rows_of(registry, job["id"])
        assert ("法定代表人" in rows[0]) is (job is named)
        assert await registry.host.reader.count("access_log", {}) == before + (job is named)
    (logged,) = await registry.host.reader.every("access_log", {"subject": named["id"]})
    assert (logged["actor"], logged["what"]) == ("staff-registrar", "organisations.export 703")
    assert logged["why"] == "寄发年报通知"
    parts = await registry.host.reader.every("job_papers", {"_id": {"$regex": f"^{plain['id']}.part"}})
    assert parts
    assert not [one for one in parts if b'"legal_representative":"' in one["content"].replace(b'""', b"")]


async def test_file_is_given_to_who_asked_for_it_alone_and_for_three_days(registry: Registry) -> None:
    job = await export(registry, format="csv")
    for role, slug in (("centre_admin", "job-of-another"), ("operator", "job-of-another")):
        answer = await file_of(registry, job["id"], role)
        assert (answer.status_code, answer.json()["slug"]) == (403, slug)
    assert (await file_of(registry, "nothing")).status_code == 404
    papers = await registry.host.reader.every("job_papers", {"_id": {"$regex": f"^{job['id']}"}})
    assert {one["gone_at"] - one["at"] for one in papers} == {FILE_KEPT_FOR} == {timedelta(days=3)}
    await registry.host.database["jobs"].update_one(
        {"_id": job["id"]}, {"$set": {"state.ended_at": datetime.now(UTC) - timedelta(days=3, minutes=1)}}
    )
    gone = await file_of(registry, job["id"])
    assert (gone.status_code, gone.json()["slug"]) == (404, "export-file-gone")


async def test_list_shows_ones_own_imports_and_exports_and_an_operator_everybodys(registry: Registry) -> None:
    finance = await registry.answer("POST", "/organisations/exports", 201, role="finance", json={})
    own = await registry.get("/jobs", limit=200)
    assert {one["by"] for one in own["items"]} == {"staff-registrar"}
    (only,) = (await registry.get("/jobs", role="finance"))["items"]
    assert (only["id"], only["kind"]) == (finance["id"], "export_organisations")
    assert finance["id"] in {one["id"] for one in (await registry.get("/jobs", role="operator"))["items"]}


async def test_cancelled_export_has_no_file(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = ExportRun.do

    async def slowly(run: ExportRun, step: int) -> int:
        await asyncio.sleep(1)
        return await reading(run, step)

    monkeypatch.setattr(ExportRun, "do", slowly)
    job_id = (await registry.post("/organisations/exports", {"format": "csv"}))["id"]
    await asyncio.sleep(1)
    await registry.post(f"/jobs/{job_id}/cancel")
    job = await ended(registry, job_id)
    assert (job["state"], job["result"], job["file_until"]) == ("cancelled", "", None)
    assert (await file_of(registry, job_id)).json()["slug"] == "export-file-gone"
    assert STEP_ROWS < 703
