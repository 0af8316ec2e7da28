"""我的账号: the own password is changed with the old one, and ends every other session."""

import httpx
import pytest

from services.gateway.auth.passwords import matches
from services.gateway.gateway import Gateway
from tests.gateway.assembled import PASSWORDS, a_browser
from tests.gateway.visiting import send, sign_in

NEW = "correct horse battery"


async def test_password_is_changed_and_other_sessions_end(gateway: Gateway, browser: httpx.AsyncClient) -> None:
    async with a_browser(gateway) as elsewhere:
        await sign_in(elsewhere, "jiuzhu")
        await sign_in(browser, "jiuzhu")
        answer = await send(browser, "/account", old=PASSWORDS["jiuzhu"], new=NEW, again=NEW)
        assert answer.status_code == 303
        assert "密码已经更改" in (await browser.get("/account")).text
        assert (await elsewhere.get("/today")).status_code == 303
    staff = await gateway.accounts.get("jiuzhu")
    assert staff
    assert staff.password_hash.startswith("$argon2id$")
    assert await matches(staff.password_hash, NEW)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "wrong"}, "现在的密码不对。"),
        ({"new": "short", "again": "short"}, "新密码至少 12 个字符。"),
        ({"again": "something else"}, "两次输入的新密码不一样。"),
        ({"old": ""}, "请填写“现在的密码”。"),
    ],
)
async def test_password_that_does_not_fit_is_refused_in_words(
    gateway: Gateway, browser: httpx.AsyncClient, typed: dict[str, str], said: str
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/account", **{"old": PASSWORDS["jiuzhu"], "new": NEW, "again": NEW, **typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert NEW not in answer.text
    staff = await gateway.accounts.get("jiuzhu")
    assert staff
    assert await matches(staff.password_hash, PASSWORDS["jiuzhu"])
