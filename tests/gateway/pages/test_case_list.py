"""The list of cases: its pages keep to one filter."""

import httpx

from tests.gateway.standin import StandIn
from tests.gateway.standin.rescue import cases
from tests.gateway.visiting import Html, sign_in


async def test_next_page_of_the_cases_keeps_to_those_in_care(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")

    async def next_page_of(path: str) -> dict[str, str]:
        following = next(link for link in Html((await browser.get(path)).text).links if "cursor=" in link)
        await browser.get(following)
        return dict(services["rescue"].asked[-1].url.params)

    services["rescue"].routes = {**services["rescue"].routes, r"GET /cases": _many}
    assert await next_page_of("/rescue/cases") == {"in_care": "true", "cursor": "26", "limit": "25"}
    everybody = "/rescue/cases?q=&custody=&identity=&in_care="
    assert await next_page_of(everybody) == {"cursor": "26", "limit": "25"}


async def test_limit_that_waits_for_the_calendar_is_not_said_to_be_none(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    undated = {"next_end": None, "calendar_missing": True, "year_missing": 2027}
    _, found = cases(httpx.Request("GET", "http://rescue/cases"))
    services["rescue"].instead["GET /cases"] = (200, {**found, "items": [{**found["items"][0], **undated}]})
    text = (await browser.get("/rescue/cases")).text
    assert "期限待定" in text
    assert "缺少 2027 年的工作日历" in text
    file = (await browser.get("/rescue/cases/csv")).content.decode()
    assert "期限待定 缺少 2027 年的工作日历" in file


async def test_of_whom_nobody_searches_any_more_is_not_said_to_be_searched_for(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    _, found = cases(httpx.Request("GET", "http://rescue/cases"))
    line = {**found["items"][0], "custody": "departed"}
    gone, erased = {**line, "search_ended": True}, {**line, "search_ended": True, "erased": True}
    services["rescue"].instead["GET /cases"] = (200, {**found, "items": [gone, erased]})
    text = (await browser.get("/rescue/cases")).text
    assert "寻亲已结束" in text
    assert "寻亲中</span>" not in text
    file = (await browser.get("/rescue/cases/csv")).content.decode()
    assert file.count("寻亲已结束") == 1, "of an erased person nothing is said"
    assert "寻亲中" not in file


def _many(request: httpx.Request) -> tuple[int, object]:
    """More than one page of cases."""
    _, found = cases(request)
    return 200, {**found, "items": found["items"] * 9, "next_cursor": "26", "total": 27}
