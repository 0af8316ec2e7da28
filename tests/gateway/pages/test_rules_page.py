"""规则一览: every limit with source, state and roll for all staff; an operator enters a year."""

import json
import re
from typing import Any

import httpx
import pytest

from services.gateway.gateway import Gateway
from tests.gateway.assembled import STAFF, a_browser
from tests.gateway.standin import StandIn
from tests.gateway.visiting import Html, send, sign_in

Json = dict[str, Any]
ENTER = "/rules/enter-working-calendar"


async def page_of(gateway: Gateway, name: str, path: str, language: str = "zh") -> str:
    """What this person reads there."""
    await gateway.accounts.prefer(name, language=language)
    async with a_browser(gateway) as browser:
        await sign_in(browser, name)
        answer = await browser.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("name", STAFF)
async def test_every_member_of_staff_reads_the_rules_with_their_sources(gateway: Gateway, name: str) -> None:
    page = await page_of(gateway, name, "/rules")
    for said in (
        "24 小时", "从入站起", "提前 6 小时提醒", "据报道，未核对原文", "北京市2016年实施意见的报道", "不顺延",
        "本站从印发之日起算", "民发〔2015〕158号一（二）", "2015年8月20日起",
        "1 个月", "从报请公安机关采集 DNA起", "已核对原文", "顺延到下一个工作日", "已失效", "至2026年6月30日",
        "离站要求", "2 种离站方式", "年满 18 周岁", "《未成年人保护法》第九十二条第一项", "2021年6月1日起",
        "接领人签字",
        "2025 年至 2026 年", "数据包 2026.11", "2027 年的工作日历还没有录入",
    ):  # fmt: skip
        assert said in page, said
    assert ("/rules/enter-working-calendar" in page) is (name == "yunwei")


async def test_the_rules_in_english(gateway: Gateway) -> None:
    page = await page_of(gateway, "jiuzhu", "/rules", "en")
    for said in (
        "24 hours",
        "From arrival at the station",
        "1 month",
        "From the request",
        "Reported",
        "Does not move",
        "What leaving asks for",
        "At least 18 years old",
    ):
        assert said in page, said


@pytest.mark.parametrize("path", ["/rules", "/rules/register", "/rescue/due"])
async def test_words_of_the_law_are_folded_and_marked_as_chinese_for_english_readers(
    gateway: Gateway, path: str
) -> None:
    page = await page_of(gateway, "jiuzhu", path, "en")
    english = re.sub(r'<(\w+)[^>]* lang="zh-CN"[^>]*>.*?</\1>', "", page.partition("<main")[2])
    assert 'lang="zh-CN"' in page
    assert "Original in Chinese" in page
    assert not re.findall("《|民发〔", english)
    assert "Original in Chinese" not in await page_of(gateway, "jiuzhu", path)


async def test_an_operator_enters_a_year_and_the_form_begins_with_the_one_that_is_missing(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    async with a_browser(gateway) as browser:
        await sign_in(browser, "yunwei")
        assert Html((await browser.get(ENTER)).text).fields["year"] == "2027"
        typed = {"notice": "国办发明电〔2026〕1号", "text": "1月1日（周五）至3日（周日）放假", "replaces": "yes"}
        looked_at = await send(browser, ENTER, **typed)
        assert "替换已有的年份" in looked_at.text
        assert "2,027" not in looked_at.text, "a year is no amount"
        assert commands(services) == []
        for said in (
            "正在计的 5 项期限里，2 项会改到另一天",
            "救2026-0117",
            "期限待定",
            "2027年1月7日 24:00",
            "2027年1月1日",
        ):
            assert said in looked_at.text, said
        done = await send(browser, ENTER, **typed, _checked="yes")
        assert done.status_code == 303
        assert "工作日历已录入" in (await browser.get(done.headers["location"])).text
    (sent,) = commands(services)
    assert json.loads(sent.content) == {
        "year": 2027,
        "notice": "国办发明电〔2026〕1号",
        "text": "1月1日（周五）至3日（周日）放假",
        "replaces": True,
    }


def commands(services: dict[str, StandIn]) -> list[httpx.Request]:
    """What was sent to rescue to be done; a trial does nothing."""
    return [one for one in services["rescue"].asked if one.method == "POST" and not one.url.path.endswith("/trial")]


async def test_a_year_that_would_be_refused_is_refused_at_the_first_press(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    refused = {"slug": "holidays-missing", "zh": "通知里没有读到春节。", "en": "No.", "errors": []}
    services["rescue"].instead["POST /working-calendar/trial"] = (422, refused)
    async with a_browser(gateway) as browser:
        await sign_in(browser, "yunwei")
        answer = await send(browser, ENTER, notice="国办发明电〔2026〕1号", text="1月1日放假")
    assert (answer.status_code, "通知里没有读到春节。" in answer.text, "还没有提交" in answer.text) == (
        422,
        True,
        False,
    )
    assert commands(services) == []


async def test_an_entry_is_taken_back_on_the_page_after_seeing_what_would_move(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    path = "/rules/take-back-working-calendar/entry_2"
    assert f'href="{path}"' not in await page_of(gateway, "jiuzhu", "/rules")
    page = await page_of(gateway, "yunwei", "/rules")
    assert f'href="{path}"' in page
    assert "录入和撤销的记录" in page
    assert "录错了年份" in page
    async with a_browser(gateway) as browser:
        await sign_in(browser, "yunwei")
        looked_at = await send(browser, path, why="通知已经更正")
        assert "2 项会改到另一天" in looked_at.text
        assert commands(services) == []
        done = await send(browser, path, why="通知已经更正", _checked="yes")
        assert done.status_code == 303
        assert "录入已撤销" in (await browser.get(done.headers["location"])).text
    (sent,) = commands(services)
    assert sent.url.path == "/working-calendar/entries/entry_2/taking-back"
    assert json.loads(sent.content) == {"why": "通知已经更正"}


async def test_a_year_that_was_entered_wrongly_is_shown_as_wrong(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    asked = httpx.Request("GET", "http://rescue/limits")
    told: Json = services["rescue"].answer(asked).json()
    wrong = {**told["years"][0], "year": 1800, "wrong": True}
    services["rescue"].instead["GET /limits"] = 200, {**told, "years": [*told["years"], wrong]}
    page = await page_of(gateway, "jiuzhu", "/rules")
    assert "录入的 1800 年工作日历有误" in page
    assert "有误，请更正或撤销" in page


@pytest.mark.parametrize("path", ["/rescue/case/case-1", "/rescue/due", "/today"])
async def test_an_undated_limit_names_the_year_that_it_waits_for(
    gateway: Gateway, services: dict[str, StandIn], path: str
) -> None:
    undated: Json = {"due_at": None, "calendar_missing": True, "year_missing": 2027}
    due, case = answers(services)
    services["rescue"].instead["GET /due"] = (
        200,
        {
            **due,
            "items": [{**line, **undated, "left_s": None} for line in due["items"]],
        },
    )
    limits = [{**line, **undated} for line in case["limits"]]
    services["rescue"].instead["GET /cases/case-1"] = 200, {**case, "limits": limits, "next_limit": limits[0]}
    told = await page_of(gateway, "jiuzhu", path)
    assert "期限待定" in told
    assert "缺少 2027 年的工作日历" in told


async def test_a_case_shows_whether_the_source_was_read_and_from_when_a_limit_counts(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    _, case = answers(services)
    since = {"anchor": "2009-03-01T01:00:00Z", "counts_from": "2015-08-19T16:00:00Z"}
    services["rescue"].instead["GET /cases/case-1"] = 200, {**case, "limits": [{**case["limits"][0], **since}]}
    page = await page_of(gateway, "jiuzhu", "/rescue/case/case-1")
    assert "据报道，未核对原文" in page
    assert "从施行之日2015年8月20日起算" in page
    assert 'href="/rules"' in page.split("法定期限")[-1]


@pytest.mark.parametrize(("path", "field"), [("due", "due_at"), ("cases", "next_end")])
async def test_a_file_tells_an_end_with_the_day_as_24_00_of_that_day(
    gateway: Gateway, services: dict[str, StandIn], path: str, field: str
) -> None:
    whole = services["rescue"].answer(httpx.Request("GET", f"http://rescue/{path}")).json()
    ends = ["2026-10-13T16:00:00Z", "2026-09-29T01:00:00Z", None]
    rows = [{**row, field: end} for row, end in zip(whole["items"], ends, strict=True)]
    services["rescue"].instead[f"GET /{path}"] = 200, {**whole, "items": rows}
    file = await page_of(gateway, "jiuzhu", f"/rescue/{path}/csv")
    assert "2026-10-13 24:00" in file
    assert "2026-09-29 09:00" in file
    assert "2026-10-14" not in file


def answers(services: dict[str, StandIn]) -> tuple[Json, Json]:
    """What rescue says of the due list and of the first case."""
    asked = [
        httpx.Request("GET", f"http://rescue{path}", params={"purpose": "x"}) for path in ("/due", "/cases/case-1")
    ]
    due, case = (services["rescue"].answer(request).json() for request in asked)
    return due, case


@pytest.mark.parametrize("name", ["dengji", "jiuzhu"])
async def test_rules_of_the_register_stand_beside_those_of_rescue(gateway: Gateway, name: str) -> None:
    assert 'href="/rules/register"' in await page_of(gateway, name, "/rules")
    page = await page_of(gateway, name, "/rules/register")
    for said in ("36 个月，从撤销登记起", "民政部令第69号", "已核对原文", "据报道，未核对原文", "2024年5月1日起"):
        assert said in page, said
