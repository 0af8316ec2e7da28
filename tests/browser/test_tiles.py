"""Every count that is a link leads to just what it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from playwright.async_api import Page

from tests.browser.visiting import Visitors

TILES = (
    """tiles => tiles.map(one => [one.getAttribute("href"), one.querySelector(".tile-number").textContent.trim()])"""
)
PENDING = re.compile(r"待发出 ([\d,]+) 条")
FLOWS = "/ops/messages#flows"


@pytest.mark.parametrize(
    ("role", "at"),
    [
        ("rescue_worker", "/today"),
        ("station_head", "/today"),
        ("registrar", "/today"),
        ("grants_officer", "/today"),
        ("grants_officer", "/grants/projects"),
        ("operator", "/today"),
        ("operator", "/ops/messages"),
    ],
)
async def test_number_of_a_tile_is_what_its_page_shows(
    visitors: Visitors, scene: Mapping[str, str], role: str, at: str
) -> None:
    assert scene
    async with visitors.visit(role) as page:
        await page.goto(at)
        tiles = await page.locator("a.tile").evaluate_all(TILES)
        assert tiles
        for href, said in tiles:
            await page.goto("about:blank")
            await page.goto(href)
            assert _number(said) in await _shown(page, href), f"{href} of {at}"


def _number(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text))


async def _shown(page: Page, href: str) -> set[float]:
    """How many things the page says it has, or where amounts of money are counted their sums over all its pages."""
    if href == FLOWS:
        told = await page.locator("#flows").inner_text()
        return {sum(_number(one) for one in PENDING.findall(told))}
    found = page.locator("#results > [role=status]")
    if not await found.count():
        return {float(await page.locator("tr[data-row]").count())}
    return {_number(await found.inner_text() or "0"), *(await _sums(page))}


async def _sums(page: Page) -> set[float]:
    """The sum of each column of amounts, over every page of the list."""
    sums: dict[str, float] = {}
    while True:
        for cell in await page.locator("tr[data-row] td.number").all():
            label = str(await cell.get_attribute("data-label"))
            sums[label] = round(sums.get(label, 0) + _number(await cell.inner_text() or "0"), 2)
        following = page.get_by_role("link", name="下一页")
        if not await following.count():
            return set(sums.values())
        await following.first.click()
        await page.wait_for_load_state()
