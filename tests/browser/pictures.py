"""`make pictures`: every page in both languages at 1366 and 390 px, to look at. No test: nothing here can be wrong."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.browser.looking import Camera
from tests.browser.places import PLACES, Place
from tests.browser.test_every_page import LANGUAGES, reach
from tests.browser.visiting import NARROW, Visitors


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_picture(
    visitors: Visitors, scene: Mapping[str, str], camera: Camera, place: Place, language: str
) -> None:
    async with visitors.visit(place.role, language) as page:
        await reach(page, place, scene)
        await camera.shoot(page, f"{place.name}.{language}.1366")
        await page.set_viewport_size(NARROW)
        await camera.shoot(page, f"{place.name}.{language}.390")
