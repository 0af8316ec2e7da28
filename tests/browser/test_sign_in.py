"""Signing in through the form, with scripts and without."""

import pytest

from tests.browser.visiting import PASSWORDS, Visitors, sign_in


@pytest.mark.parametrize("role", sorted(PASSWORDS))
async def test_every_demo_account_comes_to_todays_work(visitors: Visitors, role: str) -> None:
    async with visitors.visit(None) as page:
        await sign_in(page, role)
        assert await page.locator("h1").inner_text() == "今日工作"
