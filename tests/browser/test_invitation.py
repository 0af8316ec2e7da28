"""An invited colleague comes in from a phone: the link's code, a password, the second step, and the next sign-in."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime

import pyotp
from playwright.async_api import Page, expect

from shared.kernel.ids import new_id
from tests.browser.looking import covered, too_wide, violations
from tests.browser.visiting import NARROW, Visitors

PASSWORD = "correct horse battery"
STEP_S = 30


async def looks_right(page: Page) -> None:
    """The page is accessible and fits the phone."""
    assert [*await violations(page), *await too_wide(page), *await covered(page)] == []


async def invite(visitors: Visitors, user_name: str) -> str:
    """The link that the administrator's page shows once."""
    async with visitors.visit("centre_admin") as page:
        await page.goto("/accounts/invite")
        await page.fill("#name", "李四")
        await page.fill("#user_name", user_name)
        await page.get_by_label("登记员").check()
        await page.click("main form button[type=submit]")
        await looks_right(page)
        return await page.input_value("#link")


async def code_now(secret: str, after: int = 0) -> tuple[str, int]:
    """What the app shows, in a later step than ``after``; and which step that is."""
    await asyncio.sleep(max((after + 1) * STEP_S - datetime.now(UTC).timestamp(), 0))
    step = int(datetime.now(UTC).timestamp()) // STEP_S
    return pyotp.HOTP(secret).at(step), step


async def test_invitation_to_first_day_with_a_second_step_on_a_phone(visitors: Visitors) -> None:
    user_name = f"u{new_id()[-10:]}"
    link = await invite(visitors, user_name)
    code = link.partition("#")[2]
    asked: list[str] = []
    async with visitors.visit(None, viewport=NARROW) as page:
        page.on("request", lambda request: asked.append(request.url))
        await page.goto("/invitation")
        await page.fill("#code", "AAAA-BBBB-CCCC-DDDD")
        await page.goto(link)  # in the tab that stands open, where only the part after "#" changes
        await expect(page.locator("#code")).to_have_value(code)
        assert code not in page.url
        await looks_right(page)
        await page.click("form.stack button[type=submit]")
        await looks_right(page)
        await page.fill("#new", PASSWORD)
        await page.fill("#again", PASSWORD)
        await page.click("form.stack button[type=submit]")
        await page.wait_for_url("**/today")
        await page.goto("/account/second-step")
        await looks_right(page)
        secret = re.sub(r"\s", "", await page.inner_text("code.figures"))
        digits, step = await code_now(secret)
        await page.fill("#code", digits)
        await page.click("main section form button[type=submit]")
        assert await page.locator(".codes li").count() == 10
        await looks_right(page)
    assert not [url for url in asked if code in url.partition("#")[0]]
    async with visitors.visit(None, viewport=NARROW) as page:
        await page.goto("/sign-in")
        await page.fill("#name", user_name)
        await page.fill("#password", PASSWORD)
        await page.click("form.stack button[type=submit]")
        await looks_right(page)
        await page.fill("#code", (await code_now(secret, after=step))[0])
        await page.click("form.stack button[type=submit]")
        await page.wait_for_url("**/today")
