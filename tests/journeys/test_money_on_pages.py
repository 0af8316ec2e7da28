"""The money of a project through the gateway's pages and the real services, in the order of the office.

The stand-ins of the gateway's own tests take any command; only the services refuse a version that is not theirs.
"""

import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape

import httpx
import pytest

from services.gateway.auth.actor_tokens import ActorTokens
from shared.kernel.calendar import local_date
from shared.kernel.clock import SystemClock
from tests.builders_registry import a_code
from tests.gateway.assembled import Browser, a_browser, a_gateway, with_accounts
from tests.gateway.visiting import HERE, Html, sign_in
from tests.journeys.freezing import REGISTRAR, Story
from tests.running_services import Office, until

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
    assert "收款账户等待另一位同事核对" in told(answer)


async def test_account_that_was_changed_after_the_payment_was_checked_is_not_paid_to(
    pages: Pages, story: Story
) -> None:
    await pages.act("zizhu", "/enter-account", **an_account(story))
    await pages.act("caiwu", "/verify-account", **SEEN)
    tail, finance = "/pay-instalment/1", pages.browsers["caiwu"]
    given = {**Html((await pages.open("caiwu", tail)).text).fields, "voucher_no": "拨1"}
    checked = await finance.post(pages.path + tail, data=given, headers=HERE)
    assert "**** 2345" in checked.text
    other = {**an_account(story, ANOTHER), "holder": "骗子"}
    assert "与承办组织的名称" in told(await pages.act("zizhu", "/enter-account", **other))
    await pages.act("zizhu", "/enter-account", **other, holder_reason="自称更名")
    assert "与承办组织名称不一致" in (await pages.open("caiwu", "/verify-account")).text
    await pages.act("caiwu", "/verify-account", number=ANOTHER, paper="开户许可证 1")
    again = {**Html(checked.text).fields, "_checked": "yes"}
    answer = await finance.post(pages.path + tail, data=again, headers=HERE)
    assert "收款账户已经更换为 **** 9999" in told(answer)
    assert "与承办组织名称不一致" in answer.text


async def test_frozen_project_leads_finance_to_what_went_out_before(pages: Pages, story: Story) -> None:
    await pages.act("zizhu", "/enter-account", **an_account(story))
    await pages.act("caiwu", "/verify-account", **SEEN)
    await story.list_abnormal()
    await story.becomes(True, pages.path.rpartition("/")[2])
    link = f"{pages.path}/pay-instalment/1"
    assert link in (await pages.open("caiwu")).text
    assert link not in (await pages.open("zizhu")).text
    assert "项目已冻结" in told(await pages.act("caiwu", "/pay-instalment/1", voucher_no="拨1"))
    today = local_date(datetime.now(UTC)).isoformat()
    dated = {"voucher_no": "拨1", "occurred_at": today}
    assert "请按回单写明钟点" in told(await pages.act("caiwu", "/pay-instalment/1", **dated))


@dataclass
class Told:
    """What the inboxes say of the project."""

    centre: Office
    project_id: str

    async def of(self, *reader: str) -> list[tuple[str, bool]]:
        """The titles, and whether they still hold, for somebody and their roles."""
        items = (await self.centre.notify.get("/inbox", *reader, limit=200))["items"]
        mine = [item for item in items if item["about"] == {"kind": "project", "id": self.project_id}]
        return sorted((item["title_zh"].partition("：")[2], item["settled_at"] is None) for item in mine)

    async def becomes(self, *expected: tuple[str, bool], to: tuple[str, ...]) -> None:
        """Wait until they say exactly this."""

        async def so() -> bool:
            assert await self.of(*to) == sorted(expected)
            return True

        await until(so)


@pytest.fixture
def inboxes(pages: Pages, centre: Office) -> Told:
    return Told(centre, pages.path.rpartition("/")[2])


async def test_head_and_finance_are_told_what_waits_for_them_until_it_is_done(
    pages: Pages, story: Story, inboxes: Told
) -> None:
    finance, head = ("finance",), ("grants_head",)
    await pages.act("zizhu", "/enter-account", **an_account(story))
    await inboxes.becomes(("收款账户等您核对", True), to=finance)
    await pages.act("caiwu", "/verify-account", **SEEN)
    await inboxes.becomes(("收款账户等您核对", False), to=finance)
    await pages.act("zizhu", "/correct-instalment/2", amount_fen="5000", reason="补充协议")
    await inboxes.becomes(("拨款计划等您批准", False), ("一项更正等您批准", True), to=head)
    await pages.act("fuzeren", "/approve-correction")
    await pages.act("caiwu", "/pay-instalment/1", voucher_no="拨1")
    await pages.act("caiwu", "/propose-reversal/1", reason="银行退回")
    plan, correction = ("拨款计划等您批准", False), ("一项更正等您批准", False)
    await inboxes.becomes(plan, correction, ("第 1 期拨付的冲销等您批准", True), to=head)


async def test_closing_is_asked_of_the_head_until_it_is_decided_and_who_proposed_it_hears_of_a_refusal(
    pages: Pages, inboxes: Told
) -> None:
    head, author = ("grants_head",), ("zizhu", "grants_officer")
    closing = {"kind": "terminated", "reason": "项目不再进行"}
    plan, asked = ("拨款计划等您批准", False), "结项或者终止等您批准"
    assert told(await pages.act("zizhu", "/propose-closing", **closing)) == ""
    await inboxes.becomes(plan, (asked, True), to=head)
    assert told(await pages.act("fuzeren", "/decline-closing")) == ""
    await inboxes.becomes(plan, (asked, False), to=head)
    refused = ("您提出的结项或者终止没有批准", True)
    await inboxes.becomes(refused, to=author)
    assert told(await pages.act("zizhu", "/propose-closing", **closing)) == ""
    await inboxes.becomes(plan, (asked, False), (asked, True), to=head)
    assert told(await pages.act("fuzeren", "/approve-closing")) == ""
    await inboxes.becomes(plan, (asked, False), (asked, False), to=head)
    await inboxes.becomes(refused, to=author)
