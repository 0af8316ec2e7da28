"""What a second person confirms: the page says so with a short code, and its form carries the whole one."""

import httpx

from services.gateway.engine.review import short
from tests.gateway.pages.test_rescue_pages import last
from tests.gateway.standin import StandIn, review_code
from tests.gateway.visiting import Html, send, sign_in

PAGE, PATH = "/rescue/case/case-1/approve-notice/notice-1", "POST /cases/case-1/notices/notice-1/approval"
CHANGED = {
    "slug": "seen-has-changed",
    "zh": "您核对的内容已经变了，没有批准。请重新核对，再决定。",
    "en": "Look again.",
}
CODE = review_code("approve_notice")


async def test_the_page_says_what_is_confirmed_and_sends_the_code_that_it_showed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    text = (await browser.get(PAGE)).text
    assert Html(text).fields["seen"] == CODE
    assert f"以上各项，复核码 {short(CODE)}" in text
    await send(browser, PAGE, words_checked="")
    assert last(services["rescue"])[1]["seen"] == CODE


async def test_what_changed_meanwhile_is_shown_anew_with_its_own_code(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    services["rescue"].instead[PATH] = (409, CHANGED)
    answer = await send(browser, PAGE, words_checked="", seen="0" * 64)
    assert CHANGED["zh"] in answer.text
    assert Html(answer.text).fields["seen"] == CODE


async def test_whoever_comes_with_nothing_to_confirm_is_told_why_by_the_service(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    await send(browser, "/rescue/case/case-3/erase-case")
    assert last(services["rescue"])[1] == {"seen": ""}


def test_a_short_code_is_the_beginning_in_two_groups() -> None:
    assert short("3f2a91bc" + "0" * 56) == "3F2A 91BC"
