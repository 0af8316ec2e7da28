"""第二步验证: asked for after the password, set up where the roles ask for it, never skipped."""

import re
from datetime import timedelta

import httpx
import pyotp
import pytest

from services.gateway.auth.audit import What
from services.gateway.gateway import Gateway
from services.gateway.ledger import Wanted
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import PASSWORDS, Browser, a_browser
from tests.gateway.visiting import HERE, Html, send, sign_in, sign_in_by_form

WRONG = "动态码不对，或者已经用过"


def secret_on(html: str) -> str:
    """The secret that the page shows in letters."""
    found = re.search(r'<code class="figures">([A-Z2-7 ]+)</code>', html)
    assert found, html
    return found[1].replace(" ", "")


def code_of(secret: str, clock: FixedClock) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).at(clock.now())


async def enrolled(gateway: Gateway, name: str, clock: FixedClock) -> tuple[str, list[str]]:
    """The secret and the recovery codes of somebody who has set the second step up on the account's page."""
    async with a_browser(gateway) as browser:
        await sign_in(browser, name)
        secret = secret_on((await browser.get("/account/second-step")).text)
        answer = await send(browser, "/account/second-step", code=code_of(secret, clock))
    codes = re.findall(r'<li class="figures">([0-9A-Z-]{19})</li>', answer.text)
    assert len(codes) == 10, answer.text
    clock.move(timedelta(minutes=2))
    return secret, codes


async def give(browser: Browser, page: httpx.Response, code: str) -> httpx.Response:
    """Fill in the code on the page of the second step."""
    action = re.search(r'action="(/sign-in/second-step[^"]*)"', page.text)
    assert action, page.text
    given = {**Html(page.text).fields, "code": code}
    return await browser.post(action[1].replace("&amp;", "&"), data=given, headers=HERE)


async def test_password_alone_opens_nothing_where_a_second_step_is_set_up(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    secret, _ = await enrolled(gateway, "jiuzhu", clock)
    page = await sign_in_by_form(browser, "jiuzhu")
    assert page.status_code == 200
    assert (await browser.get("/rescue/cases")).headers["location"].startswith("/sign-in")
    assert (await browser.get("/sign-in/second-step")).status_code == 200
    answer = await give(browser, page, code_of(secret, clock))
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert (await browser.get("/today")).status_code == 200


async def test_code_counts_once_and_one_step_to_either_side(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    secret, _ = await enrolled(gateway, "jiuzhu", clock)
    early = pyotp.TOTP(secret).at(clock.now() - timedelta(seconds=30))
    assert (await give(browser, await sign_in_by_form(browser, "jiuzhu"), early)).status_code == 303
    async with a_browser(gateway) as elsewhere:
        page = await sign_in_by_form(elsewhere, "jiuzhu")
        again = await give(elsewhere, page, early)
        assert again.status_code == 422
        assert WRONG in again.text
        too_old = pyotp.TOTP(secret).at(clock.now() - timedelta(seconds=90))
        assert (await give(elsewhere, page, too_old)).status_code == 422
        late = pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30))
        assert (await give(elsewhere, page, late)).status_code == 303


async def test_recovery_code_works_once(gateway: Gateway, browser: Browser, clock: FixedClock) -> None:
    _, codes = await enrolled(gateway, "jiuzhu", clock)
    page = await sign_in_by_form(browser, "jiuzhu")
    assert (await give(browser, page, codes[0].lower())).status_code == 303
    async with a_browser(gateway) as elsewhere:
        page = await sign_in_by_form(elsewhere, "jiuzhu")
        assert (await give(elsewhere, page, codes[0])).status_code == 422
        assert (await give(elsewhere, page, codes[1])).status_code == 303
        assert "还剩 8 个备用码" in (await elsewhere.get("/account")).text
    found = await gateway.trail.found(Wanted({"whom": "jiuzhu", "what": What.RECOVERY_USED}), 9)
    assert len(found) == 2


async def test_guessing_the_code_is_slowed_down_even_with_the_password(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    secret, _ = await enrolled(gateway, "jiuzhu", clock)
    for n in range(5):
        await give(browser, await sign_in_by_form(browser, "jiuzhu"), f"00000{n}")
    answer = await give(browser, await sign_in_by_form(browser, "jiuzhu"), code_of(secret, clock))
    assert answer.status_code == 422
    assert "动态码输错的次数太多" in answer.text


async def require(gateway: Gateway, *roles: str, by: str = "yunwei") -> httpx.Response:
    """Let these roles need a second step."""
    async with a_browser(gateway) as office:
        await sign_in(office, by)
        return await send(office, "/accounts/second-factor", roles="\n".join(roles))


async def test_role_that_needs_it_cannot_be_used_before_it_is_set_up(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    assert (await require(gateway, "rescue_worker")).status_code == 303
    assert (await browser.get("/today")).status_code == 303, "a session of before goes on"
    page = await sign_in_by_form(browser, "jiuzhu")
    assert "您的岗位要求第二步验证" in page.text
    assert (await browser.get("/rescue/cases")).status_code == 303
    shown = await give(browser, page, code_of(secret_on(page.text), clock))
    assert shown.status_code == 200
    assert len(re.findall(r'<li class="figures">', shown.text)) == 10
    assert (await browser.get("/rescue/cases")).status_code == 200
    refused = await send(browser, "/account/second-step/remove", code="000000")
    assert "您的岗位要求第二步验证，不能取消" in refused.text


async def test_operator_sets_up_the_own_one_first(gateway: Gateway) -> None:
    answer = await require(gateway, "operator")
    assert answer.status_code == 422
    assert "您还没有设置第二步验证" in answer.text
    assert await gateway.sign_in_rules.required_roles() == frozenset()


async def test_only_operators_choose_the_roles(gateway: Gateway) -> None:
    assert (await require(gateway, "rescue_worker", by="guanli")).status_code == 403


async def test_administrator_removes_it_for_a_lost_phone(gateway: Gateway, browser: Browser, clock: FixedClock) -> None:
    await enrolled(gateway, "jiuzhu", clock)
    await sign_in(browser, "jiuzhu")
    async with a_browser(gateway) as office:
        await sign_in(office, "zhanzhang")
        answer = await send(office, "/accounts/person/jiuzhu/remove-second-step")
        assert answer.headers["location"] == "/accounts/person/jiuzhu"
        assert "第二步验证已经取消" in (await office.get("/accounts/person/jiuzhu")).text
    assert (await browser.get("/today")).status_code == 303
    assert (await sign_in_by_form(browser, "jiuzhu")).status_code == 303


async def test_person_gives_it_up_and_renews_codes_with_one_more_code(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    _, codes = await enrolled(gateway, "jiuzhu", clock)
    await sign_in(browser, "jiuzhu")
    assert WRONG in (await send(browser, "/account/second-step/remove", code="123456")).text
    renewed = await send(browser, "/account/second-step/recovery-codes", code=codes[0])
    fresh = re.findall(r'<li class="figures">([0-9A-Z-]{19})</li>', renewed.text)
    assert WRONG in (await send(browser, "/account/second-step/remove", code=codes[1])).text
    assert (await send(browser, "/account/second-step/remove", code=fresh[0])).status_code == 303
    assert await gateway.factors.of("jiuzhu") is None


async def test_page_opened_before_it_was_set_up_does_not_undo_it(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    """Whoever finds the computer unlocked must not be rid of the second step with any six digits."""
    await sign_in(browser, "jiuzhu")
    form = Html((await browser.get("/account/second-step")).text).fields
    secret, _ = await enrolled(gateway, "jiuzhu", clock)
    late = await browser.post("/account/second-step", data={**form, "code": "123456"}, headers=HERE)
    assert (late.status_code, late.headers["location"]) == (303, "/account")
    assert "您已经设置过第二步验证" in (await browser.get("/account")).text
    assert await gateway.factors.accepts("jiuzhu", code_of(secret, clock), clock.now()) == "app"


async def test_secret_is_sealed_where_it_is_kept(gateway: Gateway, clock: FixedClock) -> None:
    secret, codes = await enrolled(gateway, "jiuzhu", clock)
    kept = str(await gateway.factors._collection.every())
    assert secret not in kept
    assert codes[0] not in kept


async def test_what_was_typed_before_the_session_ended_comes_back_after_both_steps(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    secret, _ = await enrolled(gateway, "dengji", clock)
    await sign_in(browser, "dengji")
    form = Html((await browser.get("/orgs/register-organisation")).text).fields
    clock.move(timedelta(minutes=31))
    late = await browser.post("/orgs/register-organisation", data={**form, "name": "半途而来的协会"}, headers=HERE)
    given = {**Html(late.text).fields, "name": "dengji", "password": PASSWORDS["dengji"]}
    page = await browser.post("/sign-in", data=given, headers=HERE)
    answer = await give(browser, page, code_of(secret, clock))
    assert answer.status_code == 200
    assert "半途而来的协会" in answer.text


@pytest.mark.parametrize("path", ["/sign-in/second-step"])
async def test_second_step_without_a_password_before_goes_to_sign_in(browser: Browser, path: str) -> None:
    assert (await browser.get(path)).headers["location"] == "/sign-in"


async def test_who_waits_to_set_it_up_cannot_undo_what_the_owner_has_set_up_meanwhile(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    """A stranger with the password alone, who has opened the page before the owner came."""
    await require(gateway, "rescue_worker")
    async with a_browser(gateway) as owner:
        waiting = await sign_in_by_form(browser, "jiuzhu")
        page = await sign_in_by_form(owner, "jiuzhu")
        secret = secret_on(page.text)
        assert secret != secret_on(waiting.text), "the stranger does not know the owner's secret"
        assert (await give(owner, page, code_of(secret, clock))).status_code == 200
    for answer in (await give(browser, waiting, "000000"), await browser.get("/sign-in/second-step")):
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    clock.move(timedelta(minutes=2))
    assert await gateway.factors.accepts("jiuzhu", code_of(secret, clock), clock.now()) == "app"


async def test_wrong_code_on_the_page_of_setting_it_up_takes_nothing_away(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    secret, _ = await enrolled(gateway, "jiuzhu", clock)
    page = await sign_in_by_form(browser, "jiuzhu")
    await give(browser, page, code_of(secret, clock))
    clock.move(timedelta(minutes=2))
    form = Html((await browser.get("/account")).text).fields
    answer = await browser.post("/account/second-step", data={**form, "code": "000000"}, headers=HERE)
    assert answer.headers["location"] == "/account"
    assert await gateway.factors.accepts("jiuzhu", code_of(secret, clock), clock.now()) == "app"
