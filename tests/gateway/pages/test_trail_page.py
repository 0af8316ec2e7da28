"""登录和变更记录: read by administrators with filters; each person reads the own sign-ins."""

from datetime import timedelta

from services.gateway.auth.audit import What
from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import Browser
from tests.gateway.visiting import Html, send, sign_in, sign_in_by_form

ACCOUNT = "/accounts/person/{}"


async def test_trail_is_read_by_what_whom_by_whom_and_day(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    await sign_in_by_form(browser, "guanli")
    await send(browser, ACCOUNT.format("dengji") + "/roles", roles="finance")
    clock.move(timedelta(days=1))
    await sign_in_by_form(browser, "yunwei")

    async def rows(query: str) -> int:
        page = await browser.get(f"/accounts/trail?{query}")
        assert page.status_code == 200, query
        return page.text.count('<th scope="row">')

    assert await rows("") == 3
    assert await rows("what=roles_changed") == 1
    assert await rows("whom=dengji&by=guanli") == 1
    assert await rows("by=dengji") == 0
    assert await rows("since=2026-11-24") == 1
    assert await rows("until=2026-11-23") == 2
    assert await rows("cursor=3") == 2
    assert (await browser.get("/accounts/trail?since=yesterday")).status_code == 422


async def test_trail_goes_on_to_further_pages(gateway: Gateway, browser: Browser) -> None:
    for _ in range(60):
        await gateway.trail.note(What.SIGNED_OUT, gateway.clock.now(), "jiuzhu", "jiuzhu")
    await sign_in(browser, "yunwei")
    first = await browser.get("/accounts/trail")
    assert first.text.count('<th scope="row">') == 50
    following = next(link for link in Html(first.text).links if "cursor=" in link)
    assert (await browser.get(following)).text.count('<th scope="row">') == 10


async def test_everybody_sees_the_own_sign_ins_and_nobody_elses(gateway: Gateway, browser: Browser) -> None:
    await sign_in_by_form(browser, "jiuzhu", "wrong")
    await gateway.trail.note(What.SIGNED_IN, gateway.clock.now(), "zizhu", "zizhu", "198.51.100.0/24")
    await sign_in_by_form(browser, "jiuzhu")
    page = await browser.get("/account")
    assert page.text.count('<th scope="row">') == 2
    assert "密码不对" in page.text
    assert "198.51.100.0" not in page.text
