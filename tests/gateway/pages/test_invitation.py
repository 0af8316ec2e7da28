"""An account is opened by invitation: the code works once, for a week, and stands in no address and no log."""

import re
from datetime import timedelta

import httpx
import pytest
import structlog

from services.gateway.auth.audit import What
from services.gateway.gateway import Gateway
from services.gateway.ledger import Wanted
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import Browser, a_browser
from tests.gateway.visiting import HERE, Html, send, sign_in, sign_in_by_form

NEW = "correct horse battery"
NO_GOOD = "这个邀请码不能用"


async def invited(gateway: Gateway, name: str = "lisi", by: str = "guanli", **values: str) -> str:
    """The code that an administrator gets for a new colleague."""
    async with a_browser(gateway) as office:
        await sign_in(office, by)
        given = {"name": "李四", "user_name": name, "roles": "registrar", **values}
        answer = await send(office, "/accounts/invite", **given)
    assert answer.status_code == 200, answer.text
    return code_on(answer.text)


def code_on(html: str) -> str:
    """The code that the page shows."""
    found = re.search(r'id="invitation-code">([0-9A-Z-]{19})<', html)
    assert found, html
    return found[1]


async def accept(browser: Browser, code: str, password: str = NEW) -> httpx.Response:
    """Type the code, then a password."""
    page = await send(browser, "/invitation", code=code)
    if page.status_code != 200:
        return page
    given = {**Html(page.text).fields, "new": password, "again": password}
    return await browser.post("/invitation/accept", data=given, headers=HERE)


async def whats(gateway: Gateway, whom: str) -> list[str]:
    """What the trail says of somebody, oldest first."""
    return [entry.what for entry in reversed(await gateway.trail.found(Wanted({"whom": whom}), 50))]


async def test_invited_person_chooses_a_password_and_is_in(gateway: Gateway, browser: Browser) -> None:
    code = await invited(gateway)
    page = await send(browser, "/invitation", code=code.lower().replace("-", " "))
    assert "您好，李四" in page.text
    assert "登记员" in page.text
    answer = await accept(browser, code)
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert (await browser.get("/today")).status_code == 200
    async with a_browser(gateway) as elsewhere:
        assert (await sign_in_by_form(elsewhere, "lisi", NEW)).status_code == 303
    assert await whats(gateway, "lisi") == [What.INVITED, What.INVITATION_USED, What.SIGNED_IN, What.SIGNED_IN]


async def test_invitation_is_kept_as_a_hash_and_stands_in_no_address(gateway: Gateway, browser: Browser) -> None:
    code = await invited(gateway)
    kept = [await collection.every() for collection in (gateway.invitations._collection, gateway.accounts._collection)]
    trail = await gateway.trail.found(Wanted({}), 50)
    for text in (str(kept), str(trail)):
        assert code not in text
        assert code.replace("-", "") not in text
    page = await send(browser, "/invitation", code=code)
    assert code not in str(page.url)
    assert 'action="/invitation/accept"' in page.text


async def test_code_works_once(gateway: Gateway, browser: Browser) -> None:
    code = await invited(gateway)
    assert (await accept(browser, code)).status_code == 303
    async with a_browser(gateway) as somebody:
        answer = await accept(somebody, code)
    assert answer.status_code == 422
    assert NO_GOOD in answer.text


async def test_codes_that_do_not_work_are_all_told_the_same(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    revoked, outdated = await invited(gateway, "lisi"), await invited(gateway, "wangwu")
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        await send(office, "/accounts/person/lisi/revoke-invitation")
    clock.move(timedelta(days=7, seconds=1))
    answers = [await send(browser, "/invitation", code=code) for code in (revoked, outdated, "ABCD-EFGH-JKLM-NPQR")]
    assert {answer.status_code for answer in answers} == {422}
    told = {re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}
    assert len(told) == 1
    assert NO_GOOD in told.pop()


async def test_new_invitation_replaces_the_one_before(gateway: Gateway, browser: Browser) -> None:
    first = await invited(gateway)
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        second = code_on((await send(office, "/accounts/person/lisi/invite-again")).text)
    assert NO_GOOD in (await accept(browser, first)).text
    assert (await accept(browser, second)).status_code == 303


async def test_guessing_codes_is_slowed_down_for_the_address(gateway: Gateway, browser: Browser) -> None:
    code = await invited(gateway)
    for n in range(5):
        await send(browser, "/invitation", code=f"ABCD-EFGH-JKLM-NPQ{n}")
    answer = await send(browser, "/invitation", code=code)
    assert answer.status_code == 422
    assert "从这里输错的次数太多" in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "请填写“姓名”"),
        ({"user_name": "Li Si"}, "用户名要用 2 到 32 个小写字母"),
        ({"user_name": "jiuzhu"}, "“jiuzhu”已经有人使用"),
        ({"email": "li si"}, "这不像一个邮件地址"),
        ({"roles": ""}, "请填写“岗位”"),
        ({"roles": "operator"}, "您不能授予“运维”岗位"),
        ({"roles": "king"}, "您不能授予“king”岗位"),
    ],
)
async def test_invitation_that_does_not_fit_is_refused_in_words(
    gateway: Gateway, browser: Browser, typed: dict[str, str], said: str
) -> None:
    await sign_in(browser, "guanli")
    given = {"name": "李四", "user_name": "lisi", "roles": "registrar", **typed}
    answer = await send(browser, "/accounts/invite", **given)
    assert answer.status_code == 422
    assert said in answer.text
    assert await gateway.accounts.known("lisi") is None


async def test_password_that_does_not_fit_leaves_the_invitation_unused(gateway: Gateway, browser: Browser) -> None:
    code = await invited(gateway)
    answer = await accept(browser, code, "short")
    assert "密码至少 12 个字符" in answer.text
    assert (await accept(browser, code)).status_code == 303


async def test_account_without_a_password_lets_nobody_in(gateway: Gateway, browser: Browser) -> None:
    await invited(gateway)
    assert (await sign_in_by_form(browser, "lisi", " ")).status_code == 422
    assert (await sign_in_by_form(browser, "lisi", "anything at all")).status_code == 422


async def test_reset_voids_the_password_and_ends_sessions_until_the_new_code_is_used(
    gateway: Gateway, browser: Browser
) -> None:
    await sign_in(browser, "dengji")
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        code = code_on((await send(office, "/accounts/person/dengji/reset-password")).text)
    assert (await browser.get("/today")).status_code == 303
    assert (await sign_in_by_form(browser, "dengji")).status_code == 422
    assert (await accept(browser, code)).status_code == 303
    assert (await browser.get("/today")).status_code == 200


async def test_no_code_and_no_password_is_written_to_the_log(gateway: Gateway, browser: Browser) -> None:
    with structlog.testing.capture_logs() as written:
        code = await invited(gateway)
        await send(browser, "/invitation", code="ABCD-EFGH-JKLM-NPQR")
        await accept(browser, code)
        await sign_in_by_form(browser, "lisi", "a wrong guess")
    text = str(written)
    assert not [secret for secret in (code, code.replace("-", ""), NEW, "ABCD-EFGH", "a wrong guess") if secret in text]
