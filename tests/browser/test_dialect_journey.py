"""Journey 1: an unknown woman, a clue of her speech, and people who speak it shown without a reload."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.browser.keyboard import choose, press, tab_to, write
from tests.browser.looking import Camera, violations
from tests.browser.visiting import PASSWORDS, Visitors, sign_in

HEARD = "像安徽话, 阜阳一带"
PROPOSALS = "table:has(caption:text('推荐的翻译')) tbody tr"
SOON = 60_000


async def test_proposals_come_to_the_open_case_page_and_to_the_inbox(visitors: Visitors, camera: Camera) -> None:
    async with visitors.visit(None) as page:
        await sign_in(page, "rescue_worker")
        unread = await _unread(page)
        await page.get_by_role("link", name="登记求助").click()
        await page.fill("#marks", "右手虎口有一颗痣")
        await page.get_by_role("button", name="先查找").click()
        await page.get_by_role("button", name=re.compile("新建登记")).click()
        await page.get_by_label("公安护送").check()
        await page.fill("#temporary_label", "无名氏 甲")
        await page.select_option("#sex", "female")
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.get_by_role("heading", name="无名氏 甲")).to_be_visible()
        await expect(page.locator(".notice", has_text="求助已经登记。")).to_be_focused()
        await record_interview(page)
        await page.get_by_role("link", name="查找同乡翻译").click()
        await page.fill("#area", "阜阳一带")
        await page.fill("#dialect", "安徽话")
        await page.locator("main").get_by_role("button", name="查找").click()
        await page.evaluate("window.same = true")
        rows = page.locator(PROPOSALS)
        await expect(rows.first).to_be_visible(timeout=SOON)
        assert await page.evaluate("window.same === true"), "the page was loaded again"
        await expect(rows.first).to_contain_text("程桂兰")
        await expect(page.locator(".bell-count")).to_have_text(re.compile(f"^{unread + 1}"), timeout=SOON)
        assert await violations(page) == []
        await camera.shoot(page, "journey-proposals.zh.1366")
        assert re.search(r"约 \d+ 公里", await page.locator(PROPOSALS.removesuffix(" tr")).inner_text())
        speak = ["会说这种方言" in text for text in await rows.all_inner_texts()]
        assert speak == sorted(speak, reverse=True), "who speaks the dialect comes before who lives near"
        assert 0 < sum(speak) < len(speak)
        await page.click("#bell")
        item = page.locator("main li", has_text="同乡翻译").first
        await expect(item).to_contain_text("为什么发给您")
        await item.get_by_role("button", name="去看看").click()
        await expect(page.get_by_role("heading", name="无名氏 甲")).to_be_visible()


async def test_the_same_journey_by_keyboard_alone(visitors: Visitors) -> None:
    async with visitors.visit(None) as page:
        name, password = PASSWORDS["rescue_worker"]
        await page.goto("/sign-in")
        await write(page, "用户名", name)
        await write(page, "密码", password)
        await press(page, "登录", "BUTTON")
        await tab_to(page, "跳到正文")
        await page.keyboard.press("Enter")
        await expect(page.locator("#page")).to_be_focused()
        await page.reload()
        await press(page, "登记求助", "A")
        await write(page, "体貌特征", "左脚跛")
        await press(page, "先查找")
        await press(page, "新建登记", "BUTTON")
        await choose(page, "求助方式", "群众护送")
        await write(page, "临时称呼", "无名氏 乙")
        await press(page, "保存登记")
        await press(page, "记录问询")
        await write(page, "用什么话交谈", "方言")
        await choose(page, "能交流到什么程度", "能说几个词")
        await tab_to(page, "种类 1")
        await page.keyboard.press("ArrowDown")
        await write(page, "原话 1", HEARD)
        await write(page, "指的是 1", "安徽阜阳")
        await press(page, "保存问询")
        await press(page, "查找同乡翻译")
        await write(page, "地区", "安徽阜阳")
        await press(page, "查找", "BUTTON")
        await expect(page.locator(PROPOSALS).first).to_be_visible(timeout=SOON)
        await press(page, "联系：", "A")
        await choose(page, "联系结果", "同意协助")
        await press(page, "保存联系结果")
        await expect(page.get_by_text("同意协助").first).to_be_visible()


async def record_interview(page: Page) -> None:
    """记录问询 with the clue of the article."""
    await page.get_by_role("link", name="记录问询").first.click()
    await page.fill("#language", "方言，普通话不通")
    await page.get_by_label("能说几个词").check()
    await page.select_option("#clues-0-kind", "dialect")
    await page.fill("#clues-0-words", HEARD)
    await page.fill("#clues-0-normal_form", "安徽阜阳")
    await page.get_by_role("button", name="保存问询").click()
    await expect(page.get_by_text(HEARD).first).to_be_visible()


async def _unread(page: Page) -> int:
    count = page.locator(".bell-count")
    return int(re.sub(r"\D", "", await count.inner_text())) if await count.count() else 0
