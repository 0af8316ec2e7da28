"""Signing in and out, sessions that end, guesses that are slowed down."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from services.gateway.auth import passwords
from services.gateway.auth.administration import By
from services.gateway.auth.audit import What
from services.gateway.gateway import Gateway
from services.gateway.ledger import Wanted
from services.gateway.pages import sign_in as sign_in_page
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import Browser, a_browser, a_gateway
from tests.gateway.visiting import HERE, Html, send
from tests.gateway.visiting import sign_in_by_form as sign_in


async def test_sign_in_with_right_password_goes_on_to_work(browser: httpx.AsyncClient) -> None:
    answer = await sign_in(browser, "jiuzhu")
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert (await browser.get("/today")).status_code == 200


async def test_sign_in_goes_where_the_person_wanted_but_never_to_another_site(browser: httpx.AsyncClient) -> None:
    wanted = await browser.get("/rescue/due")
    assert wanted.headers["location"] == "/sign-in?next=/rescue/due"
    form = Html((await browser.get("/sign-in")).text).fields | {"name": "jiuzhu", "password": "Tongxin-jiuzhu-2026"}
    inside = await browser.post("/sign-in?next=/rescue/due", data=form, headers=HERE)
    assert inside.headers["location"] == "/rescue/due"
    for path in ("//evil.example", "/\\evil.example", "https://evil.example"):
        form = {"_csrf": Html((await browser.get("/search")).text).fields["_csrf"], "language": "en", "back": path}
        answer = await browser.post("/preferences/language", data=form, headers=HERE)
        assert answer.headers["location"] == "/today"


async def test_sign_in_with_wrong_password_keeps_the_name_and_says_so(browser: httpx.AsyncClient) -> None:
    answer = await sign_in(browser, "jiuzhu", "Wrong-guess-2026")
    assert answer.status_code == 422
    assert "用户名或密码不对" in answer.text
    assert 'value="jiuzhu"' in answer.text
    assert "Wrong-guess-2026" not in answer.text


async def test_sign_in_after_five_failures_is_locked_even_with_the_right_password(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    for _ in range(5):
        await sign_in(browser, "jiuzhu", "wrong")
    assert (await sign_in(browser, "jiuzhu")).status_code == 429
    clock.move(timedelta(minutes=15, seconds=1))
    assert (await sign_in(browser, "jiuzhu")).status_code == 303


async def test_sign_in_lock_cannot_be_outrun_by_many_guesses_at_once(
    browser: httpx.AsyncClient, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    async def slowly(_: str | None, password: str) -> bool:
        looked_at.append(password)
        await asyncio.sleep(0.01)
        return False

    monkeypatch.setattr(sign_in_page, "matches", slowly)
    form = Html((await browser.get("/sign-in")).text).fields | {"name": "jiuzhu"}
    guesses = [browser.post("/sign-in", data={**form, "password": f"guess-{n}"}, headers=HERE) for n in range(20)]
    answers = await asyncio.gather(*guesses)
    assert len(looked_at) == 5
    assert sorted(answer.status_code for answer in answers) == [422] * 5 + [429] * 15


async def test_sign_in_after_leaving_is_refused_and_open_pages_close(
    browser: httpx.AsyncClient, gateway: Gateway, clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    await gateway.accounts.disable("jiuzhu", clock.now())
    assert (await browser.get("/today")).status_code == 303
    assert (await sign_in(browser, "jiuzhu")).status_code == 422


async def test_sign_in_locks_names_that_nobody_has_alike(browser: httpx.AsyncClient) -> None:
    for _ in range(5):
        await sign_in(browser, "nobody", "wrong")
    assert (await sign_in(browser, "nobody", "wrong")).status_code == 429


async def test_session_ends_after_thirty_idle_minutes(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    await sign_in(browser, "jiuzhu")
    clock.move(timedelta(minutes=29))
    assert (await browser.get("/inbox")).status_code == 200
    clock.move(timedelta(minutes=29))
    assert (await browser.get("/inbox")).status_code == 200
    clock.move(timedelta(minutes=31))
    assert (await browser.get("/inbox")).status_code == 303


async def test_session_is_not_extended_by_live_refreshes(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    await sign_in(browser, "jiuzhu")
    clock.move(timedelta(minutes=20))
    assert (await browser.get("/inbox/bell?live=1", headers={"HX-Request": "true"})).status_code == 200
    clock.move(timedelta(minutes=11))
    assert (await browser.get("/inbox")).status_code == 303


async def test_session_is_extended_when_the_person_says_so(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    await sign_in(browser, "jiuzhu")
    clock.move(timedelta(minutes=26))
    answer = await send(browser, "/search", to="/session/extend")
    assert answer.headers["x-session-seconds"] == "1800"


async def test_session_tells_what_is_left_without_counting_as_a_click(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    clock.move(timedelta(minutes=20))
    answer = await browser.get("/session?live=1")
    assert (answer.status_code, answer.headers["x-session-seconds"]) == (204, "600")
    assert "x-session-final" not in answer.headers
    clock.move(timedelta(minutes=10))
    assert (await browser.get("/session?live=1")).headers["x-session-seconds"] == "0"


async def test_session_in_its_last_half_hour_says_that_it_cannot_be_extended(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    for _ in range(27):
        clock.move(timedelta(minutes=26))
        page = await browser.get("/inbox")
    assert 'data-session-final="yes"' in page.text
    assert re.search(r'id="session-last"[^>]* hidden>', page.text)
    clock.move(timedelta(minutes=15))
    answer = await send(browser, "/search", to="/session/extend")
    assert (answer.headers["x-session-seconds"], answer.headers["x-session-final"]) == ("180", "yes")
    page = await browser.get("/inbox")
    assert re.search(r'id="session-last"[^>]*status">', page.text)
    assert "系统将于 11月23日 21:00 退出" in page.text


async def test_signed_in_already_goes_on_to_what_was_wanted(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await browser.get("/sign-in?next=/rescue/case/case-1/check-clue/clue-1")
    assert answer.headers["location"] == "/rescue/case/case-1/check-clue/clue-1"


async def test_session_ends_after_twelve_hours_however_busy(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    await sign_in(browser, "jiuzhu")
    for _ in range(28):
        clock.move(timedelta(minutes=26))
        status = (await browser.get("/inbox")).status_code
    assert status == 303


async def test_sign_out_ends_the_session_for_a_kept_cookie_too(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    kept = dict(browser.cookies)
    await send(browser, "/search", to="/sign-out")
    browser.cookies.update(kept)
    assert (await browser.get("/today")).status_code == 303


async def test_cookies_are_host_bound_and_secure_under_https(clock: FixedClock) -> None:
    gateway = a_gateway(clock, public_url="https://localhost", demo_accounts=True)
    await gateway.accounts.ensure_demo()
    async with a_browser(gateway) as browser:
        browser.base_url = httpx.URL("https://localhost")
        set_cookie = (await sign_in(browser, "jiuzhu")).headers["set-cookie"]
    assert set_cookie.startswith("__Host-tongxin=")
    assert "HttpOnly; Path=/; SameSite=lax; Secure" in set_cookie


async def test_demo_accounts_cannot_sign_in_where_they_are_switched_off(gateway: Gateway, clock: FixedClock) -> None:
    off = a_gateway(clock, demo_accounts=False)
    for staff in await gateway.accounts.every():
        await off.accounts.put(staff)
    async with a_browser(off) as browser:
        page = await browser.get("/sign-in")
        assert "演示账号" not in page.text
        assert (await sign_in(browser, "jiuzhu")).status_code == 422


async def test_demo_accounts_exist_only_on_loopback(clock: FixedClock) -> None:
    assert a_gateway(clock).settings.with_demo_accounts
    assert not a_gateway(clock, host="0.0.0.0").settings.with_demo_accounts


@pytest.mark.parametrize(
    ("public_url", "exist"),
    [
        ("https://tongxin.example", False),
        ("http://10.1.2.3:8080", False),
        ("http://127.0.0.1:8080", True),
        ("https://localhost", True),
    ],
)
async def test_demo_accounts_do_not_exist_under_a_public_name(clock: FixedClock, public_url: str, exist: bool) -> None:
    assert a_gateway(clock, public_url=public_url, demo_accounts=True).settings.with_demo_accounts == exist


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP"]
)
async def test_demo_accounts_make_the_gateway_refuse_what_a_proxy_passes_on(
    browser: httpx.AsyncClient, header: str
) -> None:
    assert (await browser.get("/sign-in", headers={header: "198.51.100.7"})).status_code == 421
    assert (await browser.get("/health/live", headers={header: "198.51.100.7"})).status_code == 200


async def test_demo_accounts_make_the_gateway_refuse_other_host_names(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/sign-in", headers={"Host": "tongxin.example"})).status_code == 421
    assert (await browser.get("/health/live", headers={"Host": "tongxin.example"})).status_code == 200


def a_stranger(gateway: Gateway, address: str = "198.51.100.7") -> Browser:
    """A browser somewhere else."""
    return Browser(gateway, address)


async def test_stranger_cannot_lock_the_owner_out_where_the_owner_has_signed_in(
    browser: Browser, gateway: Gateway
) -> None:
    assert (await sign_in(browser, "jiuzhu")).status_code == 303
    await send(browser, "/search", to="/sign-out")
    for n in range(30):
        async with a_stranger(gateway, f"198.51.100.{n}") as elsewhere:
            await sign_in(elsewhere, "jiuzhu", "a guess")
    async with a_stranger(gateway, "203.0.113.9") as unknown:
        assert (await sign_in(unknown, "jiuzhu")).status_code == 429
    assert (await sign_in(browser, "jiuzhu")).status_code == 303


async def test_stranger_locks_the_name_only_at_the_own_address(browser: Browser, gateway: Gateway) -> None:
    async with a_stranger(gateway) as elsewhere:
        for _ in range(6):
            answer = await sign_in(elsewhere, "jiuzhu", "a guess")
        assert answer.status_code == 429
        assert "在以前登录过的电脑或手机上仍可登录" in answer.text
    assert (await sign_in(browser, "jiuzhu")).status_code == 303


async def test_mark_of_a_known_browser_is_worth_nothing_for_another_name(browser: Browser, gateway: Gateway) -> None:
    await sign_in(browser, "jiuzhu")
    held = browser.cookies[gateway.cookies.known_name]
    assert gateway.devices.mark_of(held, "jiuzhu")
    assert not gateway.devices.mark_of(held, "zhanzhang")
    assert not gateway.devices.mark_of(held.replace(".", ".0", 1), "jiuzhu")
    assert "jiuzhu" not in held


async def test_sign_ins_stand_in_the_trail_without_what_strangers_typed(browser: Browser, gateway: Gateway) -> None:
    await sign_in(browser, "Tongxin-jiuzhu-2026", "jiuzhu")
    for _ in range(5):
        await sign_in(browser, "jiuzhu", "wrong")
    found = [(one.what, one.by, one.whom) for one in reversed(await gateway.trail.found(Wanted({}), 50))]
    failed = (What.SIGN_IN_FAILED, "", "jiuzhu")
    assert found == [(What.SIGN_IN_FAILED, "", ""), *[failed] * 5, (What.LOCKED, "", "jiuzhu")]
    assert {one.place for one in await gateway.trail.found(Wanted({}), 50)} == {"127.0.0.0/24"}
    assert await gateway.trail.faults() == []


async def test_too_many_at_once_are_told_so_and_counted_against_nobody(
    browser: Browser, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "WAITING", 0)
    for _ in range(6):
        answer = await sign_in(browser, "jiuzhu")
        assert answer.status_code == 503
    assert "现在同时登录的人太多" in answer.text
    monkeypatch.setattr(passwords, "WAITING", 30)
    assert (await sign_in(browser, "jiuzhu")).status_code == 303


@pytest.mark.parametrize("act", ["reset", "roles"])
async def test_password_that_is_taken_back_while_it_is_looked_at_opens_nothing(
    browser: Browser, gateway: Gateway, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    looked_at = sign_in_page.matches
    administrator = await gateway.accounts.get("guanli")
    assert administrator
    by = By(administrator, gateway.clock.now())

    async def meanwhile(hashed: str | None, password: str) -> bool:
        if act == "reset":
            await gateway.administration.invite_again(by, "jiuzhu", None)
        else:
            await gateway.administration.change_roles(by, "jiuzhu", None, ["registrar"])
        return await looked_at(hashed, password)

    monkeypatch.setattr(sign_in_page, "matches", meanwhile)
    answer = await sign_in(browser, "jiuzhu")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert await gateway.sessions.running("jiuzhu", gateway.clock.now()) == []
    assert (await browser.get("/today")).status_code == 303
    assert await gateway.trail.found(Wanted({"what": What.SIGNED_IN.value}), 9) == []
