"""Pages that refresh themselves: never under somebody's hands, again after a failure, and Back finds a whole page."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.async_api import Page, Route, expect

from tests.browser.looking import violations
from tests.browser.visiting import Visitors

STALE = """() => document.querySelector("main [data-live]").dispatchEvent(new CustomEvent("stale", {bubbles: true}))"""
FAIL_ONCE = """() => {
  console.error = () => {};
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function () {
    XMLHttpRequest.prototype.send = send;
    setTimeout(() => this.dispatchEvent(new ProgressEvent("error")), 0);
  };
}"""
FRAGMENT = "**/rescue/case/*?live=1"


async def open_case(page: Page, scene: Mapping[str, str]) -> None:
    """The woman's case, with scripts ready."""
    await page.goto(f"/rescue/case/{scene['woman']}")
    await page.wait_for_function("() => window.htmx !== undefined")


async def test_page_in_use_says_that_there_is_news_and_stays_as_it_is(
    visitors: Visitors, scene: Mapping[str, str]
) -> None:
    async with visitors.visit("rescue_worker") as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url) if "?live=1" in one.url and "/case/" in one.url else None)
        await open_case(page, scene)
        opened = page.locator("main details").last
        await opened.locator("summary").click()
        await page.evaluate(STALE)
        await expect(page.get_by_text("本页有更新。")).to_be_visible()
        assert await violations(page) == []
        assert asked == []
        assert await opened.get_attribute("open") is not None
        await page.get_by_role("button", name="点此刷新").click()
        await expect(page.locator("[data-live-said]")).to_have_text("本页内容已更新。")
        await expect(page.get_by_text("本页有更新。")).not_to_be_visible()
        assert len(asked) == 1


async def test_refresh_that_failed_leaves_the_page_and_is_tried_again(
    visitors: Visitors, scene: Mapping[str, str]
) -> None:
    async with visitors.visit("rescue_worker") as page:
        await open_case(page, scene)
        title = await page.locator("h1").inner_text()
        await page.evaluate(FAIL_ONCE)
        async with page.expect_response(FRAGMENT):
            await page.evaluate(STALE)
            await page.wait_for_timeout(500)
            assert await page.locator("h1").inner_text() == title
        await expect(page.locator("[data-live-said]")).to_have_text("本页内容已更新。")


async def test_stream_that_was_refused_is_opened_again(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker") as page:
        refused: list[str] = []

        async def refuse_once(route: Route) -> None:
            if refused:
                await route.continue_()
                return
            refused.append(route.request.url)
            await route.fulfill(status=204)

        await page.route("**/live?*", refuse_once)
        async with page.expect_response(lambda one: "/live?" in one.url and one.status == 200):
            await page.goto("/today")
        assert len(refused) == 1


async def test_back_after_a_live_search_shows_the_whole_page_again(visitors: Visitors) -> None:
    async with visitors.visit("registrar") as page:
        await page.goto("/today")
        await page.get_by_role("link", name="组织名录").click()
        async with page.expect_response("**/orgs?*"):
            await page.fill("#q", "fzs")
        await page.wait_for_url("**/orgs?*q=fzs*")
        await page.select_option("#kind", "association")
        await page.wait_for_url("**/orgs?*kind=association*")
        await page.locator("tbody tr a").first.click()
        await page.wait_for_url("**/orgs/*-*")
        await page.go_back()
        await expect(page.locator("#q")).to_have_value("fzs")
        await expect(page.locator("header.header")).to_be_visible()
        await page.go_back()
        await expect(page.get_by_role("heading", level=1)).to_have_text("今日工作")
        await expect(page.locator("header.header")).to_be_visible()
