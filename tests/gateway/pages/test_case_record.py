"""The days that a case's timeline is asked of, and what its page says of the journal behind it."""

from typing import Any

import httpx

from tests.gateway.standin import StandIn, rescue
from tests.gateway.visiting import sign_in

PATH = "/rescue/case/case-1/timeline"


def kept(service: StandIn, **record: Any) -> None:
    """Let the journal of the case tell this of itself."""
    status, body = rescue.case(httpx.Request("GET", "http://rescue/cases/case-1?purpose=x"), "1")
    service.instead["GET /cases/case-1"] = (status, {**body, "record": {**body["record"], **record}})


def asked(service: StandIn) -> dict[str, str]:
    """The days of the last reading of the case."""
    read = [one for one in service.asked if one.url.path == "/cases/case-1"][-1]
    return {name: value for name, value in read.url.params.items() if name.endswith("_on")}


async def test_timeline_says_that_its_journal_is_whole(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    page = (await browser.get(PATH)).text
    assert "日志共 12 条，刚才核对过：没有改动，没有缺失。" in page
    assert "校验值 5a5a5a5a5a5a5a5a" in page


async def test_broken_chain_is_told_and_not_to_be_used_as_evidence(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    kept(services["rescue"], whole=False)
    await sign_in(browser, "jiuzhu")
    page = (await browser.get(PATH)).text
    assert "不要作为证据使用" in page
    assert "没有缺失" not in page


async def test_days_go_to_the_service_and_are_said_on_the_page(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    kept(services["rescue"], known_on="2026-03-01")
    page = (await browser.get(f"{PATH}?known_on=2026-03-01")).text
    assert asked(services["rescue"]) == {"known_on": "2026-03-01"}
    assert "只列出 2026年3月1日 结束以前已经记下的事。" in page.replace("&nbsp;", " ")


async def test_timeline_that_is_empty_on_those_days_does_not_say_that_nothing_happened(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    """The page is printed as evidence: what was not known that day may well have happened."""
    await sign_in(browser, "jiuzhu")
    kept(services["rescue"], known_on="2026-03-01")
    status, body = services["rescue"].instead["GET /cases/case-1"]
    services["rescue"].instead["GET /cases/case-1"] = (status, {**body, "timeline": []})
    page = (await browser.get(f"{PATH}?known_on=2026-03-01")).text
    assert "到所填的日子结束为止没有记录" in page
    assert "还没有变化记录" not in page


async def test_day_to_come_or_no_day_is_refused_beside_its_field_and_nothing_is_asked(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    for typed, said in (("2099-01-01", "还没有到"), ("昨天", "请填写有效的日期")):
        page = (await browser.get(f"{PATH}?true_on={typed}")).text
        assert said in page
        assert asked(services["rescue"]) == {}


async def test_other_pages_of_a_case_do_not_have_its_journal_opened(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    for path, record in ((PATH, None), ("/rescue/case/case-1", "false"), ("/rescue/case/case-1/interviews", "false")):
        await browser.get(path)
        read = [one for one in services["rescue"].asked if one.url.path == "/cases/case-1"][-1]
        assert read.url.params.get("record") == record, path
