"""What every list can do: sort by column, carry its filter to a record and back, and be taken along as a file."""

import csv
import io
import re
from html import unescape

import httpx
import pytest
from openpyxl import load_workbook

from tests.gateway.standin import StandIn
from tests.gateway.standin.grants import projects
from tests.gateway.visiting import Html, send, sign_in

LIST = "/grants/projects"


async def test_head_of_a_column_sorts_and_then_sorts_the_other_way(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    first = Html((await browser.get(f"{LIST}?field=elders")).text)
    assert f"{LIST}?field=elders&sort=contract_fen" in first.links
    second = await browser.get(f"{LIST}?field=elders&sort=contract_fen")
    assert "contract_fen" in [one.url.params.get("sort") for one in services["grants"].asked]
    assert 'aria-sort="ascending"' in second.text
    assert f"{LIST}?field=elders&sort=-contract_fen" in Html(second.text).links


async def test_record_knows_the_list_it_was_opened_from_and_its_neighbours(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    listed = Html((await browser.get(f"{LIST}?state=running")).text)
    second = next(link for link in listed.links if link.startswith(f"{LIST}/project-2?"))
    record = Html((await browser.get(unescape(second))).text)
    assert f"{LIST}?state=running" in record.links
    assert any(link.startswith(f"{LIST}/project-1?of=") for link in record.links)
    assert any(link.startswith(f"{LIST}/project-3?of=") for link in record.links)


async def test_list_that_one_came_from_is_still_known_after_an_action(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    record = Html((await browser.get(f"{LIST}/project-1?of=state%3Drunning")).text)
    cancel = next(link for link in record.links if "/cancel-instalment/2" in link)
    assert cancel.endswith("?of=state%3Drunning")
    form = Html((await browser.get(cancel)).text)
    assert f"{LIST}/project-1?of=state%3Drunning" in form.links
    answer = await send(browser, cancel, reason="改期", _checked="yes")
    assert answer.headers["location"] == f"{LIST}/project-1?of=state%3Drunning"


async def test_tab_keeps_a_list_without_a_filter(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    links = Html((await browser.get("/rescue/case/case-1?of=")).text).links
    assert "/rescue/case/case-1/notices?of=" in links


async def test_thing_after_the_last_of_a_page_is_the_first_of_the_next(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")

    def by_page(request: httpx.Request) -> tuple[int, object]:
        _, found = projects(httpx.Request("GET", "http://grants/projects"))
        second = request.url.params.get("cursor") == "more"
        items = found["items"][2:] if second else found["items"][:2]
        return 200, {**found, "items": items, "next_cursor": None if second else "more"}

    services["grants"].routes = {**services["grants"].routes, r"GET /projects": by_page}
    record = Html((await browser.get(f"{LIST}/project-2?of=state%3Drunning")).text)
    assert f"{LIST}/project-3?of=state%3Drunning%26cursor%3Dmore" in record.links
    last = Html((await browser.get(f"{LIST}/project-4?of=state%3Drunning%26cursor%3Dmore")).text)
    assert not [link for link in last.links if link.startswith(f"{LIST}/project-1?")]


async def test_csv_holds_what_is_shown_in_the_readers_words(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    answer = await browser.get(f"{LIST}/csv?field=elders")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == [
        "项目",
        "编号",
        "承办组织",
        "服务领域",
        "状态",
        "合同金额",
        "已拨付",
        "未拨付",
        "签约日期",
        "更正待批准",
        "合同编号",
        "冻结",
        "有款项逾期未拨",
        "不再拨付",
        "结项或终止待批准",
        "示例",
    ]
    assert rows[1][:6] == [
        "爱在晚晴天：山区老人送医送药",
        "资2026-001",
        "锋之社爱心服务协会",
        "为老服务",
        "执行中",
        "30000.00",
    ]
    assert rows[1][10:] == ["协2026-11", "否", "否", "0.00", "否", ""]


async def test_xlsx_keeps_amounts_as_numbers(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    answer = await browser.get(f"{LIST}/xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][5] == 30000


async def test_file_of_a_list_reads_every_page_of_it(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "zizhu")
    await browser.get(f"{LIST}/csv?q=x&cursor=ignored")
    asked = services["grants"].asked[-1].url.params
    assert (asked["q"], asked["limit"]) == ("x", "200")
    assert "cursor" not in asked


@pytest.mark.parametrize("fragment", [False, True])
async def test_filter_that_is_not_taken_is_named_and_the_filter_stays(
    browser: httpx.AsyncClient, services: dict[str, StandIn], fragment: bool
) -> None:
    await sign_in(browser, "zizhu")
    errors = [
        {"at": "query.q", "zh": "内容太长。", "en": "This is too long."},
        {"at": "query.sort", "zh": "请从给出的选项中选择。", "en": "Please choose one of the options."},
    ]
    problem = {"slug": "input-invalid", "zh": "有 2 处填写不正确。", "en": "2 fields are wrong.", "errors": errors}
    services["grants"].instead["GET /projects"] = (422, problem)
    answer = await browser.get(f"{LIST}?q=xyz&sort=odd", headers={"HX-Request": "true"} if fragment else {})
    assert answer.status_code == 422
    for told in ("不能按这些条件查找", "编号、名称或组织：内容太长。", "网址：请从给出的选项中选择。"):
        assert told in answer.text
    assert LIST in Html(answer.text).links
    assert "本页 0 项" not in answer.text
    assert ('value="xyz"' in answer.text) is not fragment


async def test_nothing_longer_than_the_service_takes_can_be_typed_into_a_search(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    assert re.search(r'<input id="q"[^>]* maxlength="100"', (await browser.get(LIST)).text)
