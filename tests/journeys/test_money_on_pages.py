"""The money of a project through the gateway's pages and the real services, in the order of the office.

The stand-ins of the gateway's own tests take any command; only the services refuse a version that is not theirs.
"""

import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from html import unescape

import httpx
import pytest

from services.gateway.auth.actor_tokens import ActorTokens
from shared.kernel.clock import SystemClock
from tests.builders_registry import a_code
from tests.gateway.assembled import Browser, a_browser, a_gateway, with_accounts
from tests.gateway.visiting import HERE, Html, sign_in
from tests.journeys.freezing import REGISTRAR, Story
from tests.running_services import Office

pytestmark = pytest.mark.servers

PEOPLE = ("zizhu", "fuzeren", "caiwu")
NUMBER = "3901 1200 0920 0012 345"
ANOTHER = "3901 1200 0920 0099 999"


@dataclass
class Pages:
    """One project as its people see it, each at a browser of their own."""

    browsers: Mapping[str, Browser]
    path: str

    async def open(self, name: str, tail: str = "") -> httpx.Response:
        """A page as somebody opens it."""
        answer = await self.browsers[name].get(self.path + tail)
        assert answer.status_code == 200, answer.text
        return answer

    async def press(self, name: str, tail: str, opened: httpx.Response, **typed: str) -> httpx.Response:
        """Send a form that was opened, with the second press where its answers are shown once more."""
        browser, given = self.browsers[name], {**Html(opened.text).fields, **typed}
        answer = await browser.post(self.path + tail, data=given, headers=HERE)
        if answer.status_code == 200:
            shown = {**Html(answer.text).fields, "_checked": "yes"}
            answer = await browser.post(self.path + tail, data=shown, headers=HERE)
        return answer

    async def act(self, name: str, tail: str, **typed: str) -> httpx.Response:
        """Open a form, fill it in and send it."""
        return await self.press(name, tail, await self.open(name, tail), **typed)


def told(answer: httpx.Response) -> str:
    """What a page says is wrong; empty where it was accepted."""
    if answer.status_code == 303:
        return ""
    wrong = re.search(r'aria-labelledby="wrong-title".*?</div>', answer.text, re.S)
    return unescape(re.sub(r"<[^>]+>|\s+", " ", wrong[0])) if wrong else f"{answer.status_code}: {answer.text}"


@pytest.fixture
async def story(centre: Office) -> Story:
    """A newly registered organisation."""
    number = 10_000 + secrets.randbelow(50_000)
    name = f"第{number}社会工作服务中心"
    registration = {"uscc": a_code(number), "name": name, "kind": "association", "street_code": "330213001"}
    path, given = "/organisations", {**registration, "founded_on": "2015-03-02"}
    return Story(centre, (await centre.registry.post(path, given, REGISTRAR))["id"], name)


@pytest.fixture
async def pages(centre: Office, story: Story) -> AsyncIterator[Pages]:
    """A project with two instalments, planned by the officer and approved by the head; its grants is the real one."""
    gateway = a_gateway(SystemClock())
    real = {name: centre.services[name].http for name in ("grants", "registry")}
    gateway = replace(gateway, http={**gateway.http, **real}, tokens=ActorTokens(centre.grants.key))
    await with_accounts(gateway)
    async with AsyncExitStack() as stack:
        browsers = {name: await stack.enter_async_context(a_browser(gateway)) for name in PEOPLE}
        for name, browser in browsers.items():
            await sign_in(browser, name)
        yield Pages(browsers, f"/grants/projects/{await story.open_project()}")


def an_account(story: Story, number: str = NUMBER) -> dict[str, str]:
    return {"holder": story.name, "bank": "中国银行奉化支行", "number": number, "paper": "开户许可证 1"}


SEEN = {"number": NUMBER, "paper": "开户许可证 1"}


async def test_account_is_entered_verified_and_paid_to_on_the_pages(pages: Pages, story: Story) -> None:
    assert told(await pages.act("zizhu", "/enter-account", **an_account(story))) == ""
    assert told(await pages.act("caiwu", "/verify-account", **SEEN)) == ""
    assert told(await pages.act("caiwu", "/pay-instalment/1", voucher_no="拨1")) == ""
    page = (await pages.open("caiwu")).text
    assert "已拨付" in page
    assert "**** 2345" in page


async def test_account_is_declined_and_entered_again_on_the_pages(pages: Pages, story: Story) -> None:
    assert told(await pages.act("zizhu", "/enter-account", **an_account(story, ANOTHER))) == ""
    assert told(await pages.act("caiwu", "/decline-account", reason="账号抄错")) == ""
    assert told(await pages.act("zizhu", "/enter-account", **an_account(story))) == ""
    assert told(await pages.act("caiwu", "/verify-account", **SEEN)) == ""


async def test_account_that_changed_since_the_form_was_opened_is_not_verified_blindly(
    pages: Pages, story: Story
) -> None:
    await pages.act("zizhu", "/enter-account", **an_account(story, ANOTHER))
    seen = await pages.open("caiwu", "/verify-account")
    await pages.act("zizhu", "/decline-account", reason="账号抄错")
    await pages.act("zizhu", "/enter-account", **an_account(story))
    answer = await pages.press("caiwu", "/verify-account", seen, **SEEN)
    assert "在您编辑期间，这条记录已被修改" in told(answer)


async def test_first_account_of_two_forms_opened_together_is_kept(pages: Pages, story: Story) -> None:
    seen = await pages.open("zizhu", "/enter-account")
    await pages.act("zizhu", "/enter-account", **an_account(story))
    answer = await pages.press("zizhu", "/enter-account", seen, **an_account(story, ANOTHER))
    assert "在您编辑期间，这条记录已被修改" in told(answer)
