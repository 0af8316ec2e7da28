"""What the small scripts do: Chinese input, palette, warning before the session ends, hints, rows, paper."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.async_api import expect

from tests.browser.looking import Camera, too_wide, violations
from tests.browser.visiting import NARROW, Visitors

LIVE = re.compile(r"/live(\?|$)")
SHOW = """state => {
  Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


async def test_live_search_waits_until_a_chinese_word_is_composed(visitors: Visitors) -> None:
    async with visitors.visit("registrar") as page:
        await page.goto("/orgs")
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url) if "/orgs?" in one.url else None)
        await page.focus("#q")
        keyboard = await page.context.new_cdp_session(page)
        for letters in ("z", "zh", "zha", "zhan", "zhang"):
            at = len(letters)
            composed = {"text": letters, "selectionStart": at, "selectionEnd": at}
            await keyboard.send("Input.imeSetComposition", composed)
            await page.wait_for_timeout(400)
        assert asked == []
        async with page.expect_response("**/orgs?*"):
            await keyboard.send("Input.insertText", {"text": "张"})
        await page.wait_for_timeout(600)
        assert len(asked) == 1


async def test_palette_finds_by_initials_and_goes_there_by_keyboard(visitors: Visitors) -> None:
    async with visitors.visit("centre_admin") as page:
        await page.goto("/today")
        await page.keyboard.press("Control+k")
        await expect(page.locator("#palette-q")).to_be_focused()
        await page.keyboard.type("fzs")
        await expect(page.locator("#palette-results")).to_contain_text("锋之社爱心服务协会")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/orgs/*")
        await page.keyboard.press("Control+k")
        await page.keyboard.press("Escape")
        await expect(page.locator("#palette")).not_to_be_visible()


async def test_palette_asks_for_people_only_when_told_to_and_by_keyboard(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.goto("/today")
        await page.keyboard.press("Control+k")
        await page.keyboard.type("查无此人")
        await expect(page.locator("#palette-results button")).to_contain_text("查无此人")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/search")
        await expect(page.locator("main")).to_contain_text("没有找到“查无此人”")


async def test_hints_stop_while_a_tab_is_hidden_and_resume_after(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker") as page:
        opened: list[str] = []
        page.on("request", lambda one: opened.append(one.url) if LIVE.search(one.url) else None)
        async with page.expect_request(LIVE):
            await page.goto("/today")
        await page.evaluate(SHOW, "hidden")
        await page.wait_for_timeout(200)
        assert len(opened) == 1
        async with page.expect_request(LIVE):
            await page.evaluate(SHOW, "visible")
        assert len(opened) == 2


async def test_small_menu_closes_by_escape_and_by_a_click_elsewhere(
    visitors: Visitors, scene: Mapping[str, str]
) -> None:
    async with visitors.visit("grants_officer") as page:
        await page.goto("/inbox")
        menu = page.locator("details.menu").first
        choice = menu.get_by_role("button", name="归档")
        await menu.locator("summary").click()
        await expect(choice).to_be_visible()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Escape")
        await expect(choice).not_to_be_visible()
        await expect(menu.locator("summary")).to_be_focused()
        await menu.locator("summary").click()
        await expect(choice).to_be_visible()
        await page.locator("h1").click()
        await expect(choice).not_to_be_visible()


async def test_row_answers_to_a_click_beside_its_link(visitors: Visitors) -> None:
    async with visitors.visit("registrar") as page:
        await page.goto("/orgs")
        await page.locator("tbody tr").first.locator("td").nth(1).click()
        await page.wait_for_url("**/orgs/*-*")


async def test_form_grows_by_a_row_and_is_not_sent_with_half_a_date(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.goto("/rescue/intake/new")
        await page.locator("details.more-fields summary").click()
        await page.fill("#marks-2-site", "左臂")
        await expect(page.get_by_label("部位 4", exact=True)).to_have_value("")
        await page.get_by_label("部位 4", exact=True).fill("右眉")
        await expect(page.locator("#marks-4-site")).to_have_count(1)
        await page.locator("#found_at").focus()
        await page.keyboard.type("2")
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.locator("#found_at")).to_be_focused()
        await expect(page.locator("#marks-3-site")).to_have_value("右眉")
        await page.fill("#found_at", "2026-11-22")
        await page.get_by_role("button", name="保存登记").click()
        await expect(page.locator(".error-summary")).to_contain_text("请填写“求助方式”。")
        await expect(page.locator("#marks-1-site")).to_have_value("右眉")


async def test_going_back_past_the_answer_to_a_form_asks_for_the_form_anew(
    visitors: Visitors, scene: Mapping[str, str]
) -> None:
    form = f"/orgs/{scene['organisation']}/change-organisation"
    async with visitors.visit("registrar") as page:
        await page.goto("/orgs")
        await page.goto(form)
        await page.locator("#action-form button[type=submit]").first.click()
        await expect(page.locator(".error-summary")).to_be_visible()
        await page.locator("#action-form a", has_text="取消").click()
        await page.wait_for_url(f"**/orgs/{scene['organisation']}")
        back = await page.go_back()
        assert back is not None
        assert (back.status, back.request.method) == (200, "GET")
        await expect(page.locator("#action-form")).to_be_visible()
        await expect(page.locator(".error-summary")).to_have_count(0)


async def test_long_masked_name_breaks_instead_of_widening_the_page(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker", viewport=NARROW) as page:
        for path, name in (("/rescue/cases", "tbody th a"), ("/today", ".due-row a")):
            await page.goto(path)
            await page.locator(name).first.evaluate("one => one.textContent = '欧阳' + '*'.repeat(60)")
            assert await too_wide(page) == []


async def test_language_switch_changes_the_page_and_stays(visitors: Visitors) -> None:
    async with visitors.visit("station_head") as page:
        await page.goto("/rescue/cases")
        await page.get_by_role("button", name="English").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
        assert page.url.endswith("/rescue/cases")
        await page.goto("/today")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Today")
        await page.get_by_role("button", name="中文").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("今日工作")


async def test_paper_leaves_out_the_screen_and_says_who_printed(visitors: Visitors, camera: Camera) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.goto("/rescue/due")
        await page.emulate_media(media="print")
        await expect(page.locator(".header")).not_to_be_visible()
        await expect(page.locator(".nav")).not_to_be_visible()
        await expect(page.locator(".only-print")).to_contain_text("打印人 李梅")
        await camera.shoot(page, "due-on-paper.zh")


async def test_forced_colours_keep_the_edges_of_tags_and_buttons(visitors: Visitors, camera: Camera) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.emulate_media(forced_colors="active")
        await page.goto("/today")
        await camera.shoot(page, "today-forced-colours.zh")
        for kind in (".tile", ".button-primary, .button", ".tag"):
            assert (await page.locator(kind).first.evaluate("one => getComputedStyle(one).borderTopWidth")) != "0px"


async def test_pages_stay_usable_on_the_narrowest_screen_and_enlarged(visitors: Visitors, camera: Camera) -> None:
    async with visitors.visit("rescue_worker", viewport={"width": 320, "height": 640}) as page:
        for path in ("/today", "/rescue/intake/new", "/rescue/cases", "/inbox"):
            await page.goto(path)
            assert await too_wide(page) == []
    async with visitors.visit("operator", "en", viewport={"width": 320, "height": 640}) as page:
        for path in ("/ops/components", "/ops/about"):
            await page.goto(path)
            await page.evaluate("document.documentElement.dataset.text = 'large'")
            assert await too_wide(page) == []
    async with visitors.visit("rescue_worker") as page:
        await page.goto("/today")
        await page.get_by_role("button", name="大字").click()
        await page.wait_for_selector("html[data-text=large]")
        assert await violations(page) == []
        assert await too_wide(page) == []
        await camera.shoot(page, "today-large-text.zh.1366")
        await page.get_by_role("button", name="标准字").click()
        await page.wait_for_selector("html:not([data-text])")
