"""Every page in both languages: accessible, inside its policy, alone on its own site, and never wider than a phone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.looking import shoot, too_wide, violations
from tests.browser.places import PLACES, Place
from tests.browser.visiting import NARROW, Visitors


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_page_keeps_our_promises(
    visitors: Visitors, scene: Mapping[str, str], pictures: Path, place: Place, language: str
) -> None:
    async with visitors.visit(place.role, language) as page:
        await reach(page, place, scene)
        assert await page.get_attribute("html", "lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert await violations(page) == []
        assert await too_wide(page) == []
        await shoot(page, pictures, f"{place.name}.{language}.1366")
        await page.set_viewport_size(NARROW)
        assert await too_wide(page) == []
        if language == "zh":
            await shoot(page, pictures, f"{place.name}.zh.390")


async def reach(page: Page, place: Place, scene: Mapping[str, str]) -> None:
    """Go there and bring it into its state; fails when the page answers with another status."""
    answers: list[int] = []
    page.on("response", lambda one: answers.append(one.status) if one.request.is_navigation_request() else None)
    await page.goto(place.path.format_map(scene))
    if place.act:
        await place.act(page)
        await page.wait_for_load_state()
    assert answers[-1] == place.status
