"""Journey 2: an organisation is listed, its running project is frozen; only the last reason cleared releases it."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.async_api import Locator, Page, expect

from tests.browser.looking import Camera, violations
from tests.browser.scene import Office
from tests.browser.test_money_journey import give
from tests.browser.visiting import Visitors

SOON = 30_000


async def test_open_project_page_follows_the_standing_of_its_organisation(
    visitors: Visitors, office: Office, scene: Mapping[str, str], camera: Camera
) -> None:
    project = await office.get("grants_officer", "grants", f"/projects/{scene['project']}")
    async with visitors.visit("grants_officer") as officer, visitors.visit("registrar") as registrar:
        await officer.goto(f"/grants/projects/{scene['project']}")
        state = officer.locator(".identity .tag").first
        await expect(state).to_have_text("执行中")
        await registrar.goto(f"/orgs/{scene['organisation']}")
        await list_abnormal(registrar, "annual_report_missing", "2025")
        await list_abnormal(registrar, "unreachable")
        await expect(state).to_have_text("已冻结", timeout=SOON)
        await expect(officer.get_by_text("未按时限和要求报送年度工作报告").first).to_be_visible()
        assert await violations(officer) == []
        await camera.shoot(officer, "journey-frozen.zh.1366")
        await officer.click("#bell")
        await expect(_items(officer, project["number"], "冻结")).not_to_have_count(0)

        await clear_a_reason(registrar, "还有 1 条未移出")
        await officer.goto(f"/grants/projects/{scene['project']}")
        await expect(state).to_have_text("已冻结")
        await expect(registrar.locator(".identity .tag", has_text="活动异常")).to_be_visible()

        await clear_a_reason(registrar, "这是最后一条")
        await expect(state).to_have_text("执行中", timeout=SOON)
        await officer.click("#bell")
        await expect(_items(officer, project["number"], "解除")).not_to_have_count(0)


async def list_abnormal(page: Page, reason: str, year: str = "") -> None:
    """列入活动异常名录 from the organisation's page, and back to it."""
    await page.get_by_role("link", name="列入活动异常名录").click()
    await page.select_option("#code", reason)
    await page.fill("#year", year)
    if reason == "unreachable":
        await page.fill("#note", "两次邮寄无人签收")
    await give(page, checked=True)
    await expect(page.get_by_text("已列入活动异常名录。")).to_be_visible()


async def clear_a_reason(page: Page, told: str) -> None:
    """移出 the first open reason; ``told`` is what the form says will follow."""
    await page.get_by_role("link", name="移出这一条").first.click()
    await expect(page.get_by_text(told)).to_be_visible()
    await page.fill("#note", "已核实，情况属实。")
    await give(page, checked=True)
    await expect(page.get_by_text("确认移出")).not_to_be_visible()


def _items(page: Page, number: str, words: str) -> Locator:
    """Items of the inbox about this project."""
    return page.locator("main li", has_text=number).filter(has_text=words)
