"""On a phone what is folded stays folded: after an error only the part that is wrong unfolds."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.async_api import Page, expect

from tests.browser.looking import too_wide, violations
from tests.browser.visiting import NARROW, Visitors

MORE = "details.more-fields"
LATE = "form details:not(.more-fields)"
"""The fold of what is entered late (补记)."""


async def is_open(page: Page, fold: str) -> bool:
    """Whether a fold shows what is in it."""
    return await page.locator(fold).first.get_attribute("open") is not None


async def test_only_the_part_with_the_error_unfolds_in_the_intake(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker", viewport=NARROW) as page:
        await page.goto("/rescue/intake/new")
        assert not await is_open(page, MORE)
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.locator(".error-summary")).to_contain_text("请填写“求助方式”。")
        assert not await is_open(page, MORE), "nothing in it is wrong"
        await page.locator(f"{MORE} summary").click()
        await page.fill("#height_cm", "很高")
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.locator(".error-summary")).to_contain_text("身高")
        assert await is_open(page, MORE)
        await page.locator(".error-summary").get_by_role("link", name="身高").click()
        await expect(page.locator("#height_cm")).to_be_focused()
        assert await violations(page) == []
        assert await too_wide(page) == []


async def test_late_entry_unfolds_for_its_own_error_alone(visitors: Visitors, scene: Mapping[str, str]) -> None:
    async with visitors.visit("rescue_worker", viewport=NARROW) as page:
        await page.goto(f"/rescue/case/{scene['woman']}/departure/walked-out")
        send = page.locator("#action-form button[type=submit]")
        await send.click()
        await expect(page.locator(".error-summary")).to_be_visible()
        assert not await is_open(page, LATE), "nothing in it is wrong"
        await page.locator(f"{LATE} summary").first.click()
        await page.fill("#occurred_at", "2099-01-01T08:00")
        for name in ("note", "police", "report_no"):
            await page.fill(f"#{name}", "写了")
        await send.click()
        await expect(page.locator(".error-summary")).to_contain_text("不能晚于现在")
        assert await is_open(page, LATE)
        assert await too_wide(page) == []
