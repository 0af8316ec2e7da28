"""What the small scripts do: Chinese input, palette, warning before the session ends, rows, paper."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SHOTS, Desks

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(300)]


async def test_search_waits_until_a_chinese_word_is_composed(desk: Desks) -> None:
    async with desk("dengji") as at:
        await at.page.goto("/orgs")
        await at.page.locator("#q").click()
        asked: list[str] = []
        at.page.on("request", lambda one: asked.append(one.url) if "/orgs?" in one.url else None)
        keyboard = await at.page.context.new_cdp_session(at.page)
        for text in ("f", "fe", "fen", "feng"):
            await keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": 4, "selectionEnd": 4})
            await at.page.wait_for_timeout(400)
        assert asked == []
        await keyboard.send("Input.insertText", {"text": "锋之社"})
        await expect(at.page.locator("#results")).to_contain_text("锋之社爱心服务协会")
        assert len(asked) == 1


async def test_palette_finds_by_initials_and_goes_there_by_keyboard(desk: Desks) -> None:
    async with desk("guanli") as at:
        await at.page.goto("/today")
        await at.page.keyboard.press("Control+k")
        await expect(at.page.locator("#palette-q")).to_be_focused()
        await at.page.keyboard.type("fzs", delay=20)
        await expect(at.page.locator("#palette-results")).to_contain_text("锋之社爱心服务协会")
        await at.assert_accessible()
        await at.shoot(SHOTS / "zh" / "behaviours", "palette", (1366,))
        await at.page.keyboard.press("ArrowDown")
        await at.page.keyboard.press("Enter")
        await at.page.wait_for_url("**/orgs/*")
        await at.page.keyboard.press("Control+k")
        await at.page.keyboard.press("Escape")
        await expect(at.page.locator("#palette")).not_to_be_visible()


async def test_session_warns_with_the_time_left_and_lets_the_person_stay(desk: Desks) -> None:
    async with desk("jiuzhu") as at:
        await at.page.clock.install()
        await at.page.goto("/today")
        await at.page.clock.fast_forward("25:05")
        dialog = at.page.get_by_role("dialog", name="您还在吗？")
        await expect(dialog).to_be_visible()
        await expect(dialog.locator("[data-left]")).to_contain_text("4:")
        await at.shoot(SHOTS / "zh" / "behaviours", "session-ends", (1366,))
        await dialog.get_by_role("button", name="继续工作").click()
        await expect(dialog).not_to_be_visible()
        await at.page.clock.fast_forward("24:00")
        await expect(dialog).not_to_be_visible()


async def test_hints_stop_while_a_tab_is_hidden(desk: Desks) -> None:
    async with desk("jiuzhu") as at:
        opened: list[str] = []
        at.page.on("request", lambda one: opened.append(one.url) if one.url.endswith("/live") else None)
        await at.page.goto("/today")
        await at.page.wait_for_timeout(300)
        assert len(opened) == 1
        hide = "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
        await at.page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')); }", "hidden")
        await at.page.wait_for_timeout(300)
        await at.page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')); }", "visible")
        await at.page.wait_for_timeout(300)
        assert len([url for url in opened if "/live" in url]) == 2


async def test_row_answers_to_a_click_beside_its_link(desk: Desks) -> None:
    async with desk("dengji") as at:
        await at.page.goto("/orgs")
        await at.page.locator("tbody tr").first.locator("td").nth(1).click()
        await at.page.wait_for_url("**/orgs/*-*")


async def test_paper_leaves_out_the_screen_and_says_who_printed(desk: Desks) -> None:
    async with desk("jiuzhu") as at:
        await at.page.goto("/rescue/due")
        await at.page.emulate_media(media="print")
        await expect(at.page.locator(".header")).not_to_be_visible()
        await expect(at.page.locator(".nav")).not_to_be_visible()
        await expect(at.page.locator(".only-print")).to_contain_text("打印人 李梅")
        await at.page.screenshot(path=SHOTS / "zh" / "behaviours-print.png")


async def test_forced_colours_keep_the_edges_of_tags_and_buttons(desk: Desks) -> None:
    async with desk("jiuzhu") as at:
        await at.page.emulate_media(forced_colors="active")
        await at.page.goto("/today")
        await at.shoot(SHOTS / "zh" / "behaviours", "forced-colours", (1366,))
        width = await at.page.locator(".tile").first.evaluate("one => getComputedStyle(one).borderTopWidth")
        assert width != "0px"
