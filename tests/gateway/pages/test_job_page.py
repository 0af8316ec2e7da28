"""The page of a job: its bar, how it is stopped, and what it says in each state."""

import json

import httpx
import pytest

from services.gateway.live.hints import Hint, hint_of
from shared.contracts.envelope import Event
from shared.contracts.registry_jobs import JobProgressed
from tests.gateway.standin import StandIn
from tests.gateway.standin.jobs import EXPORTED
from tests.gateway.visiting import Html, send, sign_in


async def test_running_job_shows_a_bar_that_hears_of_news_and_works_without_scripts(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/jobs/job-1")).text
    assert "已处理 360 行，共 1,000 行" in page
    assert 'aria-label="36%"' in page
    assert 'data-live="job:job-1"' in page
    assert '<a href="/orgs/jobs/job-1">查看最新进度</a>' in page
    assert "/orgs/jobs/job-1/cancel-job" in page
    fragment = await browser.get("/orgs/jobs/job-1?live=1", headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert '<a href="/orgs/jobs/job-1">查看最新进度</a>' in fragment.text


@pytest.mark.parametrize(
    ("job", "said", "has_result"),
    [
        ("job-2", "全部处理完毕。", True),
        ("job-3", "读不出这个文件。", False),
        ("job-4", "取消以前写入的行保留", True),
        ("job-5", "做完手头的几行就停下", False),
    ],
)
async def test_job_says_what_became_of_it(browser: httpx.AsyncClient, job: str, said: str, has_result: bool) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get(f"/orgs/jobs/{job}")).text
    assert said in page
    assert ("/orgs/import/import-1" in page) is has_result
    assert ("查看最新进度" in page) is (job == "job-5")


async def test_job_is_cancelled_by_a_button(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "dengji")
    form = (await browser.get("/orgs/jobs/job-1/cancel-job")).text
    assert "已经写入登记册的行保留" in form
    done = await send(browser, "/orgs/jobs/job-1/cancel-job")
    assert done.headers["location"].startswith("/orgs/jobs/job-1")
    sent = services["registry"].asked[-1]
    assert (sent.method, sent.url.path) == ("POST", "/jobs/job-1/cancel")


async def test_import_under_way_leads_to_its_job(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "dengji")
    answer = services["registry"].answer(httpx.Request("GET", "http://registry/imports/import-2"))
    under_way = {**json.loads(answer.content), "finished_at": None, "job_id": "job-1"}
    services["registry"].instead["GET /imports/import-2"] = (200, under_way)
    page = (await browser.get("/orgs/import/import-2")).text
    assert "/orgs/jobs/job-1" in page
    assert "中断" not in page
    stopped = {**under_way, "stopped_at": "2026-11-20T03:12:09Z"}
    services["registry"].instead["GET /imports/import-2"] = (200, stopped)
    assert "中断" in (await browser.get("/orgs/import/import-2")).text


async def test_export_is_asked_for_with_the_filter_of_the_list_and_in_no_other_way(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    listed = (await browser.get("/orgs?kind=foundation&q=锋")).text
    assert "/orgs/start-export?kind=foundation&amp;q=%E9%94%8B" in listed
    assert (await browser.get("/orgs/csv")).status_code == (await browser.get("/orgs/xlsx")).status_code == 404
    page = (await browser.get("/orgs/start-export?kind=foundation&q=锋&sort=-name")).text
    assert 'value="锋"' in page
    form = Html(page)
    assert (form.fields["kind"], form.fields["sort"], form.fields["format"]) == ("foundation", "-name", "xlsx")
    done = await send(browser, "/orgs/start-export?kind=foundation&sort=-name", format="csv")
    assert done.headers["location"] == "/orgs/jobs/job-1"
    sent = services["registry"].asked[-1]
    assert (sent.method, sent.url.path) == ("POST", "/organisations/exports")
    body = json.loads(sent.content)
    assert (body["kind"], body["format"], body["language"], body["with_contacts"]) == ("foundation", "csv", "zh", False)
    assert body["sort"] == "-name"


async def test_export_that_is_done_is_downloaded_as_it_came_and_only_while_it_is_kept(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/jobs/job-6")).text
    assert "/orgs/jobs/job-6/file" in page
    assert "每次下载都会记入查阅日志" in page
    answer = await browser.get("/orgs/jobs/job-6/file")
    assert (answer.content, answer.headers["content-type"]) == (EXPORTED, "text/csv; charset=utf-8")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "/orgs/jobs/job-7/file" not in (await browser.get("/orgs/jobs/job-7")).text
    assert (await browser.get("/orgs/jobs/job-7/file")).status_code == 404


async def test_list_of_jobs_shows_imports_and_exports_alike(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/jobs")).text
    assert "导入名录" in page
    assert "导出名录" in page
    assert "进行中" in page
    assert '/orgs/jobs/job-6"' in page.replace("?of=", '"')


def test_hint_of_a_job_goes_to_who_asked_for_it_and_to_operators() -> None:
    told = JobProgressed(
        job_id="job-1", kind="import_organisations", state="running", done=1, total=2, asked_by="dengji"
    )
    event = Event.model_construct(type=told.type(), subject="job-1", data=told.payload())
    assert hint_of(event) == Hint("job", "job-1", frozenset({"operator"}), frozenset({"dengji"}))
