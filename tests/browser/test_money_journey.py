"""Journey 2, its money: three people plan, approve and pay; what is missing is named; errors are put right by two."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, date, datetime
from itertools import count

from playwright.async_api import Page, expect

from shared.kernel.calendar import local_date
from tests.browser.looking import Camera, violations
from tests.browser.scene import Office
from tests.browser.visiting import Visitors
from tests.builders_registry import a_code

NUMBER = "3901 1200 0920 0012 345"
DAY = date(2026, 3, 2)


async def test_three_people_pay_a_project_and_two_put_its_errors_right(
    visitors: Visitors, office: Office, camera: Camera
) -> None:
    organisation, name = await an_organisation(office)
    project = await a_project(office, organisation)
    async with (
        visitors.visit("grants_officer") as officer,
        visitors.visit("grants_head") as head,
        visitors.visit("finance") as finance,
    ):
        for page in (officer, head, finance):
            await page.goto(project)
        await plan_together(officer)
        await expect(officer.get_by_role("link", name="批准拨款计划"), "the planner does not approve").to_have_count(0)
        await approve_plan(head, project)
        await camera.shoot(head, "journey-plan-approved.zh.1366")

        await refused_to_pay(finance, project, "报告还没有通过")
        await report(officer, head, project)
        await refused_to_pay(finance, project, "还没有核对过的收款账户")
        await account(officer, finance, project, name)
        await expect(finance.get_by_text("**** 2345").first).to_be_visible()

        await correct_by_two(officer, head, project)
        await pay(finance, project)
        assert await violations(finance) == []
        await camera.shoot(finance, "journey-paid.zh.1366")
        await reverse_by_two(finance, head, project)
        assert await violations(head) == []
        await camera.shoot(head, "journey-reversed.zh.1366")
        told = " ".join((await head.locator(".timeline").inner_text()).split())
        for words in ("周宁", "沈雅琴", "吴敏", "拨2026-0317", "补充协议写错", "银行退回"):
            assert words in told, words


_numbers = count(70_000 + secrets.randbelow(15_000))


async def an_organisation(office: Office) -> tuple[str, str]:
    """An association just registered, another one each time: its id and its name."""
    number = next(_numbers)
    body = {
        "uscc": a_code(number),
        "name": f"奉化区示例协会{number}",
        "kind": "association",
        "street_code": "330213001",
        "founded_on": "2015-05-04",
    }
    return (await office.give("registrar", "registry", "/organisations", json=body))["id"], body["name"]


async def a_project(office: Office, organisation: str) -> str:
    """A project just opened for an organisation; the address of its page."""
    agreement = {
        "organisation_id": organisation,
        "title": "三人分办示例",
        "round": DAY.year,
        "field": "elders",
        "contract_fen": 1_000_000,
        "signed_on": DAY.isoformat(),
    }
    return f"/grants/projects/{(await office.give('grants_officer', 'grants', '/projects', json=agreement))['id']}"


async def give(page: Page, *, checked: bool = False) -> None:
    """Press the button of a form; with ``checked``, once more below one's answers."""
    await page.locator("#action-form button[type=submit]").first.click()
    if checked:
        await expect(page.get_by_text("还没有提交。请逐项核对")).to_be_visible()
        await page.locator("#action-form button[name=_checked]").click()
        await expect(page.locator("#action-form button[name=_checked]")).to_have_count(0)


async def said(page: Page, words: str) -> None:
    """The page says that it is done."""
    await expect(page.locator(".notice", has_text=words)).to_be_visible()


async def plan_together(officer: Page) -> None:
    """安排拨款: two instalments on one page."""
    await officer.get_by_role("link", name="安排拨款").click()
    for n, (amount, day, need) in enumerate((("6000", "2026-03-16", "mid_term"), ("4000", "2026-12-16", "final"))):
        await officer.fill(f"#parts-{n}-amount_fen", amount)
        await officer.fill(f"#parts-{n}-due_on", day)
        await officer.select_option(f"#parts-{n}-report_need", need)
    await give(officer)
    await said(officer, "拨款计划已经安排，等待批准。")
    await expect(officer.get_by_text("已计划，待批准")).to_have_count(2)


async def approve_plan(head: Page, project: str) -> None:
    """批准拨款计划: what was planned together is approved together."""
    await head.goto(project)
    await head.get_by_role("link", name="批准拨款计划").click()
    await expect(head.locator("#action-form")).to_contain_text("¥6,000.00")
    await expect(head.locator("#action-form")).to_contain_text("¥4,000.00")
    await head.locator("#action-form").get_by_role("button", name="批准拨款计划").click()
    await said(head, "拨款计划已经批准，可以拨付。")


async def refused_to_pay(finance: Page, project: str, why: str) -> None:
    """登记拨付 of the first instalment is not possible, and the page says what is missing at the first press."""
    await finance.goto(f"{project}/pay-instalment/1")
    await expect(finance.get_by_text(re.compile(why)).first).to_be_visible()
    await finance.fill("#voucher_no", "拨2026-0001")
    async with finance.expect_response(lambda answer: answer.request.method == "POST"):
        await give(finance)
    await expect(finance.get_by_text(re.compile(why)).first).to_be_visible()
    await expect(finance.locator("#voucher_no")).to_have_value("拨2026-0001")
    await expect(finance.get_by_text("还没有提交。请逐项核对")).to_have_count(0)
    await finance.goto(project)
    await expect(finance.get_by_text("已批准，待拨付")).to_have_count(2)


async def report(officer: Page, head: Page, project: str) -> None:
    """登记报告 by the officer, 审核 by the head."""
    await officer.goto(f"{project}/submit-report/1")
    await officer.fill("#title", "中期报告")
    await officer.fill("#reference", "收文2026-31")
    await officer.fill("#occurred_at", "2026-03-12")
    await give(officer)
    await said(officer, "报告已经登记，等待审核。")
    await head.goto(f"{project}/accept-report/1")
    await give(head)
    await said(head, "报告已经通过，这一期可以拨付。")


async def account(officer: Page, finance: Page, project: str, name: str) -> None:
    """登记收款账户 by the officer, 核对 by finance, who types the number once more."""
    await officer.goto(f"{project}/enter-account")
    await officer.fill("#holder", name)
    await officer.fill("#bank", "中国银行奉化支行")
    await officer.fill("#number", NUMBER)
    await officer.fill("#paper", "开户许可证 1")
    await give(officer, checked=True)
    await said(officer, "收款账户已经登记，等待财务核对。")
    await expect(officer.get_by_role("link", name="核对收款账户"), "whoever entered it").to_have_count(0)
    await finance.goto(f"{project}/verify-account")
    await finance.fill("#number", "3901 1200 0920 0012 346")
    await finance.fill("#paper", "开户许可证 1")
    await give(finance)
    await expect(finance.get_by_text("与登记的账号不一致").first).to_be_visible()
    await finance.fill("#number", NUMBER)
    await give(finance)
    await said(finance, "收款账户已经核对，可以拨付。")


async def correct_by_two(officer: Page, head: Page, project: str) -> None:
    """更正这一期: nothing changes before a second person has approved; the plan's line keeps its own amount."""
    await officer.goto(f"{project}/correct-instalment/2")
    await officer.fill("#amount_fen", "3000")
    await officer.fill("#reason", "补充协议写错")
    await give(officer, checked=True)
    await said(officer, "更正已经提出，等待另一位同事批准。")
    await expect(officer.get_by_text("¥4,000.00").first).to_be_visible()
    await head.goto(project)
    await head.get_by_role("link", name="批准更正").first.click()
    await expect(head.locator("#action-form")).to_contain_text("¥4,000.00 → ¥3,000.00")
    await give(head)
    await said(head, "更正已经批准。")
    planned = head.locator(".timeline li", has_text="安排拨款")
    await expect(planned, "as it was when it was planned").to_contain_text("¥10,000.00")


async def pay(finance: Page, project: str) -> None:
    """登记拨付 with its day and voucher; answers are looked at once more."""
    await finance.goto(f"{project}/pay-instalment/1")
    await finance.fill("#voucher_no", "拨2026-0317")
    await finance.fill("#occurred_at", local_date(datetime.now(UTC)).isoformat())
    await give(finance, checked=True)
    await said(finance, "拨付已经登记。")
    row = finance.get_by_role("row").filter(has_text="拨2026-0317")
    await expect(row).to_contain_text("吴敏")


async def reverse_by_two(finance: Page, head: Page, project: str) -> None:
    """提出冲销 by finance, 批准冲销 by the head; meanwhile the payment stands."""
    await finance.goto(f"{project}/propose-reversal/1")
    await finance.fill("#reason", "银行退回")
    await give(finance, checked=True)
    await said(finance, "冲销已经提出，等待批准。")
    await expect(finance.get_by_text("冲销待批准").first).to_be_visible()
    await expect(finance.get_by_role("link", name="批准冲销", exact=True), "whoever asked for it").to_have_count(0)
    await head.goto(f"{project}/approve-reversal/1")
    await give(head)
    await said(head, "拨付已经冲销，这一期可以重新拨付或者取消。")
    await expect(head.get_by_text("已批准，待拨付")).to_have_count(2)
