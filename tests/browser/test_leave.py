"""Leave and hand-over: the head notes who stands in and gives the open cases away; the substitute is told meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.async_api import Page, expect

from shared.kernel.calendar import SHANGHAI
from shared.kernel.ids import new_id
from tests.browser.looking import covered, too_wide, violations
from tests.browser.visiting import NARROW, Visitors
from tests.eventually import eventually

PASSWORD = "correct horse battery"


async def invite(page: Page, user_name: str) -> str:
    """The link for a new rescue worker."""
    await page.goto("/accounts/invite")
    await page.fill("#name", "顾新（示例）")
    await page.fill("#user_name", user_name)
    await page.get_by_label("救助员").check()
    await page.click("main form button[type=submit]")
    return await page.input_value("#link")


async def approve_roles(visitors: Visitors, user_name: str) -> None:
    """Who reads about people in rescue is let in by two: the centre's administrator approves."""
    async with visitors.visit("centre_admin") as admin:
        await admin.goto(f"/accounts/person/{user_name}/approve-roles")
        await admin.click("main form button[type=submit]")
        await admin.wait_for_url(f"**/accounts/person/{user_name}")


async def note_leave(page: Page, substitute: str) -> None:
    """李梅 is away today and tomorrow."""
    today = datetime.now(SHANGHAI).date()
    await page.goto("/accounts/person/jiuzhu/leave")
    await page.fill("#from_on", today.isoformat())
    await page.fill("#until_on", (today + timedelta(days=1)).isoformat())
    await page.select_option("#substitute", substitute)
    await page.click("main form button[type=submit]")
    await expect(page.locator("main")).to_contain_text("休假已经登记")
    await expect(page.locator("main")).to_contain_text("代理人 顾新（示例）")


async def told_instead(page: Page) -> bool:
    """Whether the substitute's inbox has what came for 李梅; the accounts reach notify within ten seconds."""
    await page.goto("/inbox")
    return "代李梅收到" in await page.inner_text("main")


async def give_back(page: Page, case: str) -> None:
    """The substitute makes 李梅 responsible again."""
    await page.goto(f"{case}/hand-over-case")
    await page.select_option("#to", "jiuzhu")
    await page.click("#action-form button[type=submit]")
    await page.wait_for_url(f"**{case}")


async def test_substitute_is_told_and_takes_the_open_cases_over(visitors: Visitors) -> None:
    user_name = f"u{new_id()[-10:]}"
    async with visitors.visit("station_head") as head, visitors.visit(None, viewport=NARROW) as phone:
        await phone.goto(await invite(head, user_name))
        await approve_roles(visitors, user_name)
        await phone.click("form.stack button[type=submit]")
        await phone.fill("#new", PASSWORD)
        await phone.fill("#again", PASSWORD)
        await phone.click("form.stack button[type=submit]")
        await phone.wait_for_url("**/today")
        await note_leave(head, user_name)
        await head.goto("/accounts/person/jiuzhu/hand-over")
        await head.select_option("#to", user_name)
        await head.click("main form button[type=submit]")
        await expect(head.locator("main")).to_contain_text("没有要移交的个案")
        assert [*await violations(head), *await too_wide(head), *await covered(head)] == []
        cases = [await one.get_attribute("href") for one in await head.locator("main .list a").all()]
        assert cases
        await phone.goto("/rescue/due")
        await expect(phone.locator("main")).to_contain_text("李梅从")
        assert [*await violations(phone), *await too_wide(phone), *await covered(phone)] == []
        for case in cases:
            await give_back(phone, str(case))
        await eventually(lambda: told_instead(phone))
        await head.goto("/accounts/person/jiuzhu/end-leave")
        await head.click("main form button[type=submit]")
        await expect(head.locator("main")).to_contain_text("休假已经取消")
        await phone.goto("/inbox")
        await expect(phone.locator("main")).not_to_contain_text("由您代理")
