"""Every page in both languages: accessible, inside its policy, alone on its own site, and never wider than a phone.

One page of each shape, and each that is laid out by itself, is visited as a person would: in a window of its own, as
the first that is opened. All others are opened one after another in one window for each role and language.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.async_api import Page, Response

from tests.browser.looking import covered, too_wide, violations
from tests.browser.places import PLACES, Place, one_of_each_shape
from tests.browser.visiting import NARROW, WIDE, Visitors
from tests.run.depth import FULL

VISITED = list(PLACES) if FULL else one_of_each_shape(PLACES)
OTHERS = [place for place in PLACES if place not in VISITED]
LANGUAGES = {"zh": "zh-CN", "en": "en"}


@pytest.mark.parametrize("place", VISITED, ids=lambda place: place.name)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_page_keeps_our_promises(
    visitors: Visitors, scene: Mapping[str, str], place: Place, language: str
) -> None:
    async with visitors.visit(place.role, language) as page:
        assert await broken_promises(page, place, scene, language) == []


@pytest.mark.parametrize("role", dict.fromkeys(place.role for place in OTHERS))
@pytest.mark.parametrize("language", LANGUAGES)
async def test_pages_opened_one_after_another_keep_our_promises(
    visitors: Visitors, scene: Mapping[str, str], role: str | None, language: str
) -> None:
    async with visitors.visit(role, language) as page:
        found = {
            place.name: broken
            for place in OTHERS
            if place.role == role and (broken := await broken_promises(page, place, scene, language))
        }
    assert found == {}


def test_every_page_is_looked_at_and_one_of_each_shape_is_visited() -> None:
    assert len({place.name for place in [*VISITED, *OTHERS]}) == len(PLACES)
    assert {place.shape for place in OTHERS} <= {place.shape for place in VISITED} - {None}


async def broken_promises(page: Page, place: Place, scene: Mapping[str, str], language: str) -> list[str]:
    """Go there, look at it in both widths, and say what is not as it must be."""
    await page.set_viewport_size(WIDE)
    status = await reach(page, place, scene)
    if status != place.status:
        return [f"answered {status}"]
    spoken = await page.get_attribute("html", "lang")
    found = [] if spoken == LANGUAGES[language] else [f"speaks {spoken}"]
    found += [*await violations(page), *await too_wide(page), *await covered(page)]
    await page.set_viewport_size(NARROW)
    return [*found, *await too_wide(page), *await covered(page)]


async def reach(page: Page, place: Place, scene: Mapping[str, str]) -> int:
    """Go there and bring it into its state; the status that the page was answered with at last."""
    answers: list[int] = []

    def note(response: Response) -> None:
        if response.request.is_navigation_request():
            answers.append(response.status)

    page.on("response", note)
    await page.goto(place.path.format_map(scene))
    if place.act:
        await place.act(page)
        await page.wait_for_load_state()
    page.remove_listener("response", note)
    return answers[-1]
