"""Every page of every role in both languages: axe finds nothing, nothing is too wide, and pictures are kept."""

from __future__ import annotations

import re

import pytest

from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from tests.browser.conftest import SHOTS, Desks

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(900)]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|cursor=[^&]+|part=[^&]+")
LINKS = "els => els.map(one => one.getAttribute('href'))"
MOST = 60


def shape(link: str) -> str:
    """The address without what differs from thing to thing."""
    return ID.sub("ID", link.partition("#")[0])


def name_of(link: str) -> str:
    """A file name for a page."""
    return re.sub(r"[^a-z0-9]+", "-", shape(link).lower()).strip("-") or "home"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda one: one.staff_id)
async def test_every_page_of_a_role_keeps_the_rules(desk: Desks, account: object, language: str) -> None:
    name = str(account.staff_id)  # type: ignore[attr-defined]
    async with desk(name, language) as at:
        seen, todo = set[str](), ["/today", "/nothing", "/search"]
        while todo and len(seen) < MOST:
            path = todo.pop(0)
            if shape(path) in seen:
                continue
            seen.add(shape(path))
            answer = await at.page.goto(path)
            assert answer
            assert answer.status == (404 if path == "/nothing" else 200), path
            await at.assert_accessible()
            await at.shoot(SHOTS / language / name, name_of(path))
            links = await at.page.eval_on_selector_all("main a[href], nav a[href]", LINKS)
            todo += [link.partition("#")[0] for link in links if link.startswith("/") and shape(link) not in seen]
        assert len(seen) > 6


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_sign_in_page_keeps_the_rules(desk: Desks, language: str) -> None:
    async with desk() as at:
        await at.page.goto("/sign-in")
        if language == "en":
            await at.page.get_by_role("button", name="English").click()
            await at.page.wait_for_load_state()
        await at.assert_accessible()
        await at.shoot(SHOTS / language, "sign-in")
        await at.page.get_by_role("button", name="登录" if language == "zh" else "Sign in").click()
        await at.page.wait_for_selector(".error-summary")
        await at.assert_accessible()
        await at.shoot(SHOTS / language, "sign-in-wrong")


async def test_pages_stay_usable_enlarged_and_on_the_narrowest_screen(desk: Desks) -> None:
    async with desk("jiuzhu") as at:
        await at.page.set_viewport_size({"width": 320, "height": 640})
        for path in ("/today", "/rescue/intake", "/rescue/cases", "/inbox"):
            await at.page.goto(path)
            assert await at.page.evaluate("document.documentElement.scrollWidth") <= 320, path
        await at.page.set_viewport_size({"width": 1366, "height": 768})
        await at.page.goto("/today")
        await at.page.get_by_role("button", name="大字").click()
        await at.page.wait_for_selector("html[data-text=large]")
        await at.assert_accessible()
        await at.shoot(SHOTS / "zh", "today-large-text")
        await at.page.get_by_role("button", name="标准字").click()
        await at.page.wait_for_selector("html:not([data-text])")
