"""A search notice as one sheet for the board: only what was approved, in Chinese, with nothing of the office's work."""

import httpx
import pytest

from services.gateway.gateway import Gateway
from tests.gateway.standin import StandIn
from tests.gateway.visiting import sign_in


def sheet_of(text: str) -> str:
    """What is printed of the page."""
    return text.split('<article class="poster"')[1].split("</article>")[0]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_poster_tells_what_the_notice_says_in_chinese_and_nothing_of_who_wrote_it(
    browser: httpx.AsyncClient, gateway: Gateway, language: str
) -> None:
    await gateway.accounts.prefer("jiuzhu", language=language)
    await sign_in(browser, "jiuzhu")
    sheet = sheet_of((await browser.get("/rescue/case/case-3/poster/notice-2")).text)
    assert "寻亲公告" in sheet
    assert "0574-88500000" in sheet
    assert "<dt>性别</dt>" in sheet
    for hidden in ("救2026-", "jiuzhu", "zhanzhang", "陈", "XQ-2026-0412"):
        assert hidden not in sheet


async def test_poster_tells_the_day_in_chinese_and_the_phone_in_digits_that_are_dialled(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    case = services["rescue"].answer(httpx.Request("GET", "http://x/cases/case-3?purpose=x")).json()
    case["notices"][0]["text"] |= {"found_on": "2026-11-29", "contact_phone": "０５７４－８８５０００００"}
    services["rescue"].instead["GET /cases/case-3"] = (200, case)
    sheet = sheet_of((await browser.get("/rescue/case/case-3/poster/notice-2")).text)
    assert "2026年11月29日" in sheet
    assert "0574-88500000" in sheet


@pytest.mark.parametrize("path", ["case-1/poster/notice-1", "case-3/poster/none"])
async def test_what_is_not_approved_cannot_hang_on_a_board(browser: httpx.AsyncClient, path: str) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await browser.get(f"/rescue/case/{path}")
    assert answer.status_code == 404
    assert "这份公告没有批准或者已经撤回，不能打印成海报。" in answer.text
    assert 'class="poster"' not in answer.text


async def test_poster_is_offered_beside_a_public_notice_alone(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    assert 'href="/rescue/case/case-3/poster/notice-2"' in (await browser.get("/rescue/case/case-3/notices")).text
    assert "/poster/" not in (await browser.get("/rescue/case/case-1/notices")).text
