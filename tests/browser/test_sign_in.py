"""Signing in through the form, and out again."""

from playwright.async_api import expect

from tests.browser.visiting import Visitors, sign_in


async def test_signing_in_and_out_goes_to_todays_work_and_back(visitors: Visitors) -> None:
    async with visitors.visit(None) as page:
        await sign_in(page, "operator")
        await expect(page.locator(".who")).to_contain_text("赵峰")
        await page.get_by_role("button", name="退出").first.click()
        await page.wait_for_url("**/sign-in")
        await page.goto("/ops/messages")
        await page.wait_for_url("**/sign-in?next=/ops/messages")
