"""Every task can be done with JavaScript off."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser.visiting import Visitors, sign_in


async def test_sign_in_list_search_and_intake_work_without_scripts(visitors: Visitors) -> None:
    async with visitors.visit(None, java_script_enabled=False) as page:
        await sign_in(page, "rescue_worker")
        await page.goto("/rescue/intake")
        await page.fill("#name", "诸葛青")
        await page.get_by_role("button", name="先查找").click()
        await page.get_by_role("button", name=re.compile("新建登记")).click()
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.get_by_text("请填写“求助方式”。").first).to_be_visible()
        await page.get_by_label("自行来站").check()
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.get_by_role("heading", name="诸葛青")).to_be_visible()
        await page.get_by_role("link", name="个案", exact=True).click()
        await expect(page.locator("tbody tr")).not_to_have_count(0)
        await page.goto("/rescue/due")
        await expect(page.get_by_role("heading", name="到期事项")).to_be_visible()
        await expect(page.locator("[data-prints]")).to_be_hidden()
        await page.fill("#find", "今日")
        await page.locator("#find").press("Enter")
        await expect(page.locator("main").get_by_role("link", name="今日工作")).to_be_visible()


async def test_list_is_filtered_and_paged_without_scripts(visitors: Visitors) -> None:
    async with visitors.visit("registrar", java_script_enabled=False) as page:
        await page.goto("/orgs")
        await page.fill("#q", "fzs")
        await page.get_by_role("button", name="查询").click()
        await expect(page.get_by_role("link", name="锋之社爱心服务协会")).to_be_visible()
        await page.get_by_role("link", name="清除条件").click()
        first = await page.locator("tbody tr a").first.inner_text()
        await page.get_by_role("link", name="下一页").click()
        await expect(page.locator("tbody tr a").first).not_to_have_text(first)


async def test_talent_pool_is_searched_and_a_phone_shown_without_scripts(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker", java_script_enabled=False) as page:
        await page.goto("/talents")
        await page.fill("#native", "阜阳")
        await page.get_by_role("button", name="查询").click()
        await page.get_by_role("link", name="程桂兰").click()
        await page.get_by_text("显示电话").click()
        await page.get_by_label("查看理由").fill("请她来站沟通")
        await page.get_by_role("button", name="显示", exact=True).click()
        await expect(page.get_by_text(re.compile(r"^100\d{8}$"))).to_be_visible()
