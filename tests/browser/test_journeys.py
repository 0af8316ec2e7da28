"""The two journeys of the articles, as a person makes them: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import SHOTS, Desks
from tests.browser.keyboard import choose, press, tab_to, write

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(300)]
HEARD = "像安徽话, 阜阳一带"
PROPOSALS = "table:has(caption:text('推荐的翻译')) tbody tr"


async def test_dialect_journey_shows_interpreters_without_reload(desk: Desks) -> None:
    async with desk("jiuzhu") as at:
        page = at.page
        await page.goto("/rescue/intake")
        await page.fill("#marks", "右手虎口有一颗痣")
        await page.get_by_role("button", name="先查找").click()
        await page.get_by_role("button", name=re.compile("新建登记")).click()
        await at.assert_accessible()
        await page.get_by_label("公安护送").check()
        await page.fill("#found_place", "奉化汽车站")
        await page.fill("#temporary_label", "无名氏 浏览器一")
        await page.select_option("#sex", "female")
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.get_by_role("heading", name="无名氏 浏览器一")).to_be_visible()
        await expect(page.get_by_text("求助已经登记。")).to_be_focused()
        await record_interview(page)
        await page.get_by_role("link", name="查找同乡翻译").click()
        await page.fill("#area", "安徽阜阳")
        await page.get_by_role("button", name="查找", exact=True).click()
        await page.wait_for_url("**/interviews")
        await page.evaluate("window.__same_page = true")
        rows = page.locator(PROPOSALS)
        await expect(rows.first).to_be_visible(timeout=15_000)
        assert await page.evaluate("window.__same_page === true")
        await expect(rows.first).to_contain_text("安徽")
        await at.assert_accessible()
        await at.shoot(SHOTS / "zh" / "journeys", "dialect-proposals")
        bell = page.locator(".bell-count")
        await expect(bell).to_be_visible(timeout=15_000)
        await page.goto("/inbox")
        await expect(page.get_by_text("翻译").first).to_be_visible()
        await at.shoot(SHOTS / "zh" / "journeys", "dialect-inbox")


async def test_dialect_journey_by_keyboard_alone(desk: Desks) -> None:
    async with desk() as at:
        page = at.page
        await page.goto("/sign-in")
        await write(page, "用户名", "jiuzhu")
        await write(page, "密码", "Tongxin-jiuzhu-2026")
        await press(page, "登录", "BUTTON")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.className") == "skip"
        await press(page, "登记求助", "A")
        await write(page, "体貌特征", "左脚跛")
        await press(page, "先查找")
        await press(page, "新建登记", "BUTTON")
        await choose(page, "求助方式", "群众护送")
        await write(page, "临时称呼", "无名氏 键盘一")
        await press(page, "保存登记")
        await press(page, "记录问询")
        await write(page, "用什么话交谈", "方言")
        await choose(page, "能交流到什么程度", "能说几个词")
        await tab_to(page, "种类 1")
        await write(page, "原话 1", HEARD)
        await write(page, "指的是 1", "安徽阜阳")
        await press(page, "保存问询")
        await press(page, "查找同乡翻译")
        await write(page, "地区", "安徽阜阳")
        await press(page, "查找", "BUTTON")
        await expect(page.locator(PROPOSALS).first).to_be_visible(timeout=15_000)
        await press(page, "联系", "A")
        await choose(page, "联系结果", "同意协助")
        await press(page, "保存联系结果")
        await expect(page.get_by_text("同意协助")).to_be_visible()


async def test_freeze_journey_reaches_an_open_project_page_and_comes_back(desk: Desks) -> None:
    async with desk("zizhu") as officer, desk("dengji") as registrar:
        await officer.page.goto("/grants/projects?state=running&frozen=false")
        await officer.page.locator("tbody a").first.click()
        await expect(officer.page.locator(".identity .tag")).to_contain_text("执行中")
        organisation = await officer.page.locator(".identity-facts span", has_text="承办组织").locator("b").inner_text()
        await list_abnormal(registrar.page, organisation)
        tag = officer.page.locator(".identity .tag")
        await expect(tag).to_contain_text("已冻结", timeout=15_000)
        await expect(officer.page.get_by_text("未按时限和要求报送年度工作报告").first).to_be_visible()
        await officer.assert_accessible()
        await officer.shoot(SHOTS / "zh" / "journeys", "freeze-project")
        await registrar.page.get_by_role("link", name="移出这一条").click()
        await expect(registrar.page.get_by_text("这是最后一条。")).to_be_visible()
        await registrar.page.fill("#note", "已补报 2025 年度工作报告，核对无误。")
        await registrar.page.get_by_role("button", name="确认移出").click()
        await expect(tag).to_contain_text("执行中", timeout=15_000)


async def test_intake_and_search_work_without_javascript(desk: Desks) -> None:
    async with desk("jiuzhu", java_script_enabled=False) as at:
        page = at.page
        await page.goto("/rescue/intake")
        await page.fill("#name", "没有来过的人")
        await page.get_by_role("button", name="先查找").click()
        await page.get_by_role("button", name=re.compile("新建登记")).click()
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.get_by_text("请填写“求助方式”。").first).to_be_visible()
        await page.get_by_label("自行来站").check()
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.get_by_role("heading", name="没有来过的人")).to_be_visible()
        await page.fill("#find", "今日")
        await page.locator("#find").press("Enter")
        await expect(page.locator("main").get_by_role("link", name="今日工作")).to_be_visible()


async def record_interview(page: Page) -> None:
    """记录问询 with the clue of the article."""
    await page.get_by_role("link", name="记录问询").first.click()
    await page.fill("#language", "方言，普通话不通")
    await page.get_by_label("能说几个词").check()
    await page.select_option("#clue-0-kind", "dialect")
    await page.fill("#clue-0-words", HEARD)
    await page.fill("#clue-0-normal_form", "安徽阜阳")
    await page.get_by_role("button", name="保存问询").click()
    await expect(page.get_by_text(HEARD).first).to_be_visible()


async def list_abnormal(page: Page, organisation: str) -> None:
    """列入活动异常名录 for a missing annual report; stays on the organisation's page."""
    await page.goto("/orgs")
    await page.fill("#q", organisation)
    await page.locator("#q").press("Enter")
    await page.get_by_role("link", name=organisation, exact=True).first.click()
    await page.get_by_role("link", name="列入活动异常名录").click()
    await page.select_option("#code", "annual_report_missing")
    await page.fill("#year", "2025")
    await page.get_by_role("button", name="确认列入").click()
    await expect(page.get_by_text("已列入活动异常名录。")).to_be_visible()
