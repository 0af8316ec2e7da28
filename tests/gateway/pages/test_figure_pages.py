"""Growths of the press: entered and withdrawn on pages of their own, for those who may."""

import json

import httpx

from tests.gateway.standin import StandIn
from tests.gateway.visiting import send, sign_in


async def test_statistics_lead_the_office_to_the_growths_of_the_press(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    assert '<a href="/figures">报道的增长率</a>' in (await browser.get("/today")).text
    page = (await browser.get("/figures")).text
    for words in ("显示在统计旁边", "已撤回", "/figures/quote-figure"):
        assert words in page


async def test_growth_is_entered_and_withdrawn_with_a_reason(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    printed = {"wording": "年均增长31%", "percent": "31", "source": "某报", "first_year": "2016", "last_year": "2019"}
    entered = await send(browser, "/figures/quote-figure", **printed)
    assert entered.headers["location"].startswith("/figures/figure-1")
    assert "确认撤回" in (await send(browser, "/figures/figure-1/withdraw-figure", reason="抄错了")).text
    assert "年份抄错了。" in (await browser.get("/figures/figure-2")).text
    told = next(one for one in services["registry"].asked if one.method == "POST")
    assert json.loads(told.content)["percent"] == 31
