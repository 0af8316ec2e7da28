"""The end of a session: a warning that knows of other tabs, the last hour, and forms that come back after it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, Route, expect
from pymongo import MongoClient

from tests.browser.host import Installation
from tests.browser.looking import Camera, violations
from tests.browser.visiting import PASSWORDS, Visitors, sign_in

ASKED = "**/session?live=1"


async def left(page: Page, seconds: int, *, final: bool = False) -> None:
    """Let the server say that so much of the session is left."""
    headers = {"X-Session-Seconds": str(seconds)} | ({"X-Session-Final": "yes"} if final else {})

    async def answer(route: Route) -> None:
        await route.fulfill(status=204, headers=headers)

    await page.route(ASKED, answer)


async def end_session(page: Page, installation: Installation) -> None:
    """Let the session of this browser have run out a moment ago, as if nobody had clicked for half an hour."""
    cookies = {cookie["name"]: cookie["value"] for cookie in await page.context.cookies()}
    given = installation.environment
    with MongoClient[dict[str, object]](given["TONGXIN_MONGO_URL"]) as client:
        sessions = client[f"{given['TONGXIN_DATABASE_PREFIX']}gateway"]["sessions"]
        ended = (datetime.now(UTC) - timedelta(seconds=5)).isoformat()
        key = hashlib.sha256(cookies["tongxin"].encode()).hexdigest()
        assert sessions.update_one({"_id": key}, {"$set": {"body.expires_at": ended}}).matched_count == 1


async def sign_in_again(page: Page) -> None:
    """Fill in the sign-in form that a late form was answered with."""
    name, password = PASSWORDS["rescue_worker"]
    await page.fill("#name", name)
    await page.fill("#password", password)
    await page.click("form.stack button[type=submit]")


async def test_session_warns_with_the_time_left_and_lets_the_person_stay(visitors: Visitors, camera: Camera) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.clock.install()
        await page.goto("/today")
        await left(page, 290)
        await page.clock.fast_forward("25:05")
        dialog = page.get_by_role("dialog", name="您还在吗？")
        await expect(dialog).to_be_visible()
        await expect(dialog.locator("[data-left]")).to_contain_text("4:")
        assert await violations(page) == []
        await camera.shoot(page, "session-ends.zh.1366")
        async with page.expect_response("**/session/extend"):
            await dialog.get_by_role("button", name="继续工作").click()
        await expect(dialog).not_to_be_visible()
        await page.clock.fast_forward("24:00")
        await expect(dialog).not_to_be_visible()


async def test_session_that_another_tab_extended_neither_warns_nor_leaves(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.clock.install()
        await page.goto("/rescue/intake/new")
        async with page.expect_response(ASKED):
            await page.clock.fast_forward("30:05")
        await page.clock.run_for(3000)
        await expect(page.get_by_role("dialog", name="您还在吗？")).not_to_be_visible()
        assert page.url.endswith("/rescue/intake/new")


async def test_session_in_its_last_minutes_says_so_beside_the_work_and_blocks_nothing(visitors: Visitors) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.clock.install()
        await page.goto("/rescue/intake/new")
        await left(page, 200, final=True)
        await page.clock.fast_forward("27:00")
        await page.clock.run_for(2000)
        await expect(page.locator("#session-last")).to_contain_text("一次登录最长 12 小时")
        await page.clock.run_for(3000)
        await expect(page.get_by_role("dialog", name="您还在吗？")).not_to_be_visible()
        assert await violations(page) == []


async def test_session_that_nobody_extends_ends_at_the_sign_in_page_and_remembers_the_whole_address(
    visitors: Visitors,
) -> None:
    async with visitors.visit("rescue_worker") as page:
        await page.clock.install()
        await page.goto("/rescue/cases?in_care=true")
        await page.context.clear_cookies()
        await page.clock.fast_forward("30:05")
        await page.clock.run_for(1000)
        await page.wait_for_url(re.compile(r"/sign-in\?next=%2Frescue%2Fcases%3Fin_care%3Dtrue$"))


async def test_interview_that_is_half_filled_in_comes_back_after_signing_in_again(
    visitors: Visitors, scene: Mapping[str, str], installation: Installation
) -> None:
    path = f"/rescue/case/{scene['man']}/interview"
    async with visitors.visit(None) as page:
        await sign_in(page, "rescue_worker")
        await page.clock.install()
        await page.goto(path)
        await page.fill("#words_heard", "俺家在颍河边上")
        await page.select_option("#clues-0-kind", "place")
        await page.fill("#clues-0-words", "颍河")
        await end_session(page, installation)
        await page.clock.fast_forward("30:05")
        await page.clock.run_for(1000)
        await expect(page.get_by_text("登录已经到期")).to_be_visible()
        assert "颍河" not in await page.content()
        assert "颍河" not in page.url
        await sign_in_again(page)
        await page.get_by_role("button", name="继续填写").click()
        await expect(page.locator("#words_heard")).to_have_value("俺家在颍河边上")
        await expect(page.locator("#clues-0-kind")).to_have_value("place")
        await expect(page.locator("#clues-0-words")).to_have_value("颍河")
        await page.fill("#language", "阜阳话")
        await page.get_by_label("能说几个词").check()
        await page.get_by_role("button", name="保存问询").click()
        await page.wait_for_url("**/interviews")
        await expect(page.locator("blockquote", has_text="俺家在颍河边上")).to_have_count(1)


async def test_interview_sent_after_the_session_ended_is_sent_again_without_scripts(
    visitors: Visitors, scene: Mapping[str, str], installation: Installation
) -> None:
    async with visitors.visit(None, java_script_enabled=False) as page:
        await sign_in(page, "rescue_worker")
        await page.goto(f"/rescue/case/{scene['man']}/interview")
        await page.fill("#language", "手势")
        await page.locator("input[name=ability]").first.check()
        await page.fill("#words_heard", "第一行\n第二行：桥头")
        await end_session(page, installation)
        await page.get_by_role("button", name="保存问询").click()
        await sign_in_again(page)
        await page.get_by_role("button", name="再次提交").click()
        await page.wait_for_url("**/interviews")
        await expect(page.locator("blockquote", has_text="第二行：桥头")).to_have_count(1)


async def test_language_switch_takes_along_what_is_typed(visitors: Visitors, scene: Mapping[str, str]) -> None:
    async with visitors.visit("station_head") as page:
        await page.goto(f"/rescue/case/{scene['man']}/interview")
        await page.fill("#words_heard", "俺家在颍河边上")
        await page.get_by_role("button", name="English").click()
        await page.get_by_role("button", name="Go on filling in").click()
        await expect(page.locator("#words_heard")).to_have_value("俺家在颍河边上")
        await page.get_by_role("button", name="中文").click()
        await page.get_by_role("button", name="继续填写").click()
        await expect(page.locator("#words_heard")).to_have_value("俺家在颍河边上")
