"""Journey 2, its register: the serious list freezes, an open contract blocks a deregistration, a change has its day."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.async_api import Page, expect

from shared.kernel.calendar import local_date
from tests.browser.looking import Camera, violations
from tests.browser.scene import Office
from tests.browser.test_money_journey import a_project, an_organisation, give
from tests.browser.visiting import Visitors
from tests.eventually import eventually

SOON = 30_000


async def test_serious_list_with_its_ground_freezes_what_is_unpaid(
    visitors: Visitors, office: Office, camera: Camera
) -> None:
    organisation, _ = await an_organisation(office)
    project = await a_project(office, organisation)
    async with visitors.visit("registrar") as registrar, visitors.visit("grants_officer") as officer:
        await officer.goto(project)
        state = officer.locator(".identity .tag").first
        await expect(state).to_have_text("执行中")
        await registrar.goto(f"/orgs/{organisation}")
        await registrar.get_by_role("link", name="列入严重违法失信名单").click()
        await registrar.select_option("#ground", "dishonest_debtor")
        await registrar.fill("#decision_no", "（2026）浙0213执1号")
        await give(registrar, checked=True)
        await expect(registrar.get_by_text("已列入严重违法失信名单。")).to_be_visible()
        await expect(registrar.get_by_text("被司法机关列为失信被执行人").first).to_be_visible()
        await expect(registrar.locator(".identity .tag", has_text="起可以移出名单")).to_be_visible()
        await expect(state).to_have_text("已冻结", timeout=SOON)
        await expect(officer.get_by_text("承办组织被列入严重违法失信名单").first).to_be_visible()
        assert await violations(registrar) == []
        await camera.shoot(registrar, "journey-serious.zh.1366")


async def test_open_contract_blocks_a_deregistration_until_it_is_closed(
    visitors: Visitors, office: Office, camera: Camera
) -> None:
    organisation, _ = await an_organisation(office)
    project = await a_project(office, organisation)
    number = (await office.get("grants_officer", "grants", project.removeprefix("/grants")))["number"]
    async with visitors.visit("registrar") as registrar:
        await registrar.goto(f"/orgs/{organisation}/note-residency")
        await registrar.fill("#place", "二楼 B12")
        await give(registrar)
        await expect(registrar.get_by_text("入驻中")).to_be_visible()
        await refused_to_deregister(registrar, organisation, "该组织还入驻在二楼 B12")
        await registrar.goto(f"/orgs/{organisation}/end-residency")
        await give(registrar)
        await expect(registrar.get_by_text("退出入驻已经登记。")).to_be_visible()
        await refused_to_deregister(registrar, organisation, f"（{number}）")
        await camera.shoot(registrar, "journey-deregistration-blocked.zh.1366")
        await pay_everything(office, project, organisation)
        await deregistered(registrar, organisation)
        await expect(registrar.locator(".identity .tag", has_text="已注销")).to_be_visible()
        assert await violations(registrar) == []


async def test_change_of_name_has_its_day_and_the_day_before_is_answered_as_it_was(
    visitors: Visitors, office: Office, camera: Camera
) -> None:
    organisation, before = await an_organisation(office)
    async with visitors.visit("registrar") as registrar:
        await registrar.goto(f"/orgs/{organisation}")
        await registrar.get_by_role("link", name="变更登记").click()
        await registrar.fill("#effective_on", "2026-05-06")
        await registrar.fill("#decision_no", "奉民许〔2026〕8号")
        await registrar.fill("#name", f"{before}新名")
        await give(registrar, checked=True)
        await expect(registrar.get_by_role("heading", name=f"{before}新名")).to_be_visible()
        for day, name in (("2026-05-05", before), ("2026-05-06", f"{before}新名")):
            await registrar.fill("#true_on", day)
            await registrar.get_by_role("button", name="查询").click()
            await expect(registrar.locator("[role=status] strong", has_text=f"：{name}，")).to_be_visible()
        await registrar.fill("#known_on", "2026-05-06")
        await registrar.get_by_role("button", name="查询").click()
        await expect(registrar.get_by_text("那时登记册里还没有记载").first).to_be_visible()
        assert await violations(registrar) == []
        await camera.shoot(registrar, "journey-as-on-a-day.zh.1366")


async def deregister(page: Page, organisation: str) -> None:
    """The form of 注销登记 and its first press."""
    await page.goto(f"/orgs/{organisation}/deregister-organisation")
    await page.fill("#decision_no", "奉民注〔2026〕1号")
    async with page.expect_response(lambda answer: answer.request.method == "POST"):
        await give(page)
    await page.wait_for_load_state()


async def refused_to_deregister(page: Page, organisation: str, why: str) -> None:
    """注销登记 is not possible: the page says why at the first press, and keeps what was typed."""
    await deregister(page, organisation)
    await expect(page.locator(".error-summary", has_text=why)).to_be_visible()
    await expect(page.get_by_text("还没有提交。请逐项核对")).to_have_count(0)
    await expect(page.locator("#decision_no")).to_have_value("奉民注〔2026〕1号")


async def deregistered(page: Page, organisation: str) -> None:
    """注销登记 once registry has heard that nothing stands against it any more."""

    async def done() -> bool:
        await deregister(page, organisation)
        return await page.get_by_text("还没有提交。请逐项核对").count() > 0

    await eventually(done)
    await page.locator("#action-form button[name=_checked]").click()
    await expect(page.locator(".notice", has_text="决定已经登记。")).to_be_visible()


async def pay_everything(office: Office, project: str, organisation: str) -> None:
    """The whole contract planned, approved and paid, as three people do it."""
    path, today = project.removeprefix("/grants"), local_date(datetime.now(UTC)).isoformat()
    part = {"amount_fen": 1_000_000, "due_on": today, "report_need": "none"}
    account = {
        "holder": "示例",
        "holder_reason": "示例",
        "bank": "中国银行奉化支行",
        "number": "390112000920012345",
        "paper": "开户许可证 1",
    }
    verified = {"number": account["number"], "paper": account["paper"]}
    for role, tail, body in (
        ("grants_officer", "/instalments", {"parts": [part]}),
        ("grants_head", "/plan-approval", {}),
        ("grants_officer", "/payee-account", account),
        ("finance", "/payee-account/verification", verified),
        ("finance", "/instalments/1/payment", {"voucher_no": "拨2026-0002", "account_id": f"{organisation}-1"}),
    ):
        await office.give(role, "grants", f"{path}{tail}", json=body)
