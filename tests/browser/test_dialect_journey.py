"""Journey 1: an unknown woman, a clue of her speech, and people who speak it shown without a reload.

Her limits run from the entry without anybody pressing anything; a notice goes from one browser to the head's and back.
"""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

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


async def test_limits_run_by_themselves_until_a_notice_is_public_and_pause_for_a_statement(
    visitors: Visitors, camera: Camera
) -> None:
    async with visitors.visit("rescue_worker") as worker, visitors.visit("station_head") as head:
        case = await somebody_unknown(worker, "无名氏 丙")
        await expect(worker.locator(".identity .tag", has_text="寻亲中")).to_be_visible()
        await expect(worker.locator(".identity"), "the nearest limit").to_contain_text("发布寻亲公告")
        await expect(limit(worker, "发布寻亲公告")).to_contain_text("还剩")
        await expect(limit(worker, "报请公安机关采集 DNA")).to_contain_text("还剩")

        await draft_a_notice(worker)
        await expect(worker.get_by_text("等待救助站长批准。").first).to_be_visible()
        await expect(limit(worker, "发布寻亲公告")).to_contain_text("还剩")
        await head.goto(case)
        await head.get_by_role("link", name="批准公告").first.click()
        await expect(head.get_by_text("右手虎口有一颗痣")).to_be_visible()
        await head.get_by_role("button", name="批准公告").click()
        await expect(head.locator(".notice", has_text="公告已经批准")).to_be_visible()
        await expect(limit(head, "发布寻亲公告"), "an approval publishes nothing").to_contain_text("还剩")

        await record_the_publication(worker, case)
        await expect(limit(worker, "发布寻亲公告")).to_have_text("已按时办理")
        assert await violations(worker) == []
        await camera.shoot(worker, "journey-notice.zh.1366")

        await worker.get_by_role("link", name="登记自述身份").click()
        await worker.fill("#name", "张志英")
        await worker.get_by_role("button", name="登记自述身份").click()
        await expect(limit(worker, "报请公安机关采集 DNA")).to_have_text("暂停计算")
        await expect(limit(worker, "核实本人陈述的身份")).to_contain_text("还剩")
        await camera.shoot(worker, "journey-stated.zh.1366")
        await expect(worker.get_by_role("link", name="登记身份核实结果"), "a colleague checks").to_have_count(0)
        await head.goto(case)
        await record_a_failed_check(head)
        await worker.goto(case)
        await expect(worker.locator(".identity .tag", has_text="寻亲中")).to_be_visible()
        await expect(limit(worker, "报请公安机关采集 DNA")).to_contain_text("还剩")
        await expect(limit(worker, "核实本人陈述的身份")).to_have_text("已按时办理")
        assert await violations(worker) == []


async def somebody_unknown(page: Page, label: str) -> str:
    """登记求助 for somebody of whom nothing is known but how they came; the address of their case."""
    await page.goto("/rescue/intake/new")
    await page.get_by_label("公安护送").check()
    await page.fill("#temporary_label", label)
    await page.get_by_role("button", name="保存登记").click()
    await expect(page.get_by_role("heading", name=label)).to_be_visible()
    return page.url.split("?")[0]


def limit(page: Page, name: str) -> Locator:
    """Where a limit stands, as the card 法定期限 says."""
    return page.locator(f'li > .item-title:text-is("{name}") + .tag')


async def draft_a_notice(page: Page) -> None:
    """拟寻亲公告 as a worker; what the pages ask for is the first thing to be done."""
    await page.get_by_role("link", name="拟寻亲公告").click()
    await page.fill("#features", "右手虎口有一颗痣")
    await page.fill("#contact_phone", "0574-88500000")
    await page.get_by_role("button", name="拟寻亲公告").click()
    await expect(page.locator(".notice", has_text="等待救助站长批准")).to_be_visible()


async def record_the_publication(page: Page, case: str) -> None:
    """登记发布 with the channel and its number."""
    await page.goto(case)
    await page.get_by_role("link", name="登记发布").first.click()
    await page.select_option("#channel", "national_site")
    await page.fill("#reference", "XQ-2026-0412")
    await page.get_by_role("button", name="下一步：核对").click()
    await expect(page.get_by_text("还没有提交"), "the answers are checked first").to_be_visible()
    await page.get_by_role("button", name="登记发布").click()
    await expect(page.get_by_text("全国救助寻亲网 · XQ-2026-0412")).to_be_visible()


async def record_a_failed_check(page: Page) -> None:
    """登记身份核实结果: the police know nobody of that name."""
    await page.get_by_role("link", name="登记身份核实结果").click()
    await page.select_option("#source", "police")
    await page.get_by_label("查无此人").check()
    await page.fill("#paper", "甬奉公复〔2026〕7号")
    await page.get_by_role("button", name="登记身份核实结果").click()
    await expect(page.locator(".notice", has_text="核实结果已经登记")).to_be_visible()


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
