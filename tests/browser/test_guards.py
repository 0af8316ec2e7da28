"""The guards of every visit can fail: each promise is broken on purpose, and the break is noticed."""

from __future__ import annotations

import pytest

from tests.browser.looking import too_wide, violations
from tests.browser.visiting import NARROW, Visitors

BREAKS = {
    "inline style": ("document.body.setAttribute('style', 'color: red')", "CSP style-src-attr"),
    "inline script": (
        "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "CSP script",
    ),
    "another site's picture": ("new Image().src = 'https://elsewhere.invalid/x.png'", "CSP img-src https://elsewhere"),
    "script error": ("setTimeout(() => nowhere(), 0)", "script: .*nowhere is not defined"),
    "missing file": ("new Image().src = '/static/none.png'", "answered 404: .*none.png"),
}


@pytest.mark.parametrize(("script", "noticed"), BREAKS.values(), ids=BREAKS.keys())
async def test_a_page_that_breaks_a_promise_fails_the_visit(visitors: Visitors, script: str, noticed: str) -> None:
    async def visit() -> None:
        async with visitors.visit(None) as page:
            await page.goto("/sign-in")
            await page.evaluate(f"() => {{ {script} }}")
            await page.wait_for_timeout(300)

    with pytest.raises(AssertionError, match=noticed):
        await visit()


async def test_a_request_to_another_site_fails_the_visit_and_reaches_nobody(visitors: Visitors) -> None:
    async def visit() -> None:
        async with visitors.visit(None) as page:
            await page.set_content("<link rel=stylesheet href='http://elsewhere.invalid/x.css'>")

    with pytest.raises(
        AssertionError, match=r"asked another site: http://elsewhere\.invalid(.|\n)*ERR_NAME_NOT_RESOLVED"
    ):
        await visit()


async def test_contrast_and_width_are_measured(visitors: Visitors) -> None:
    async with visitors.visit(None) as page:
        await page.set_content(
            "<!doctype html><html lang=en><title>x</title><main><h1>x</h1><p id=p>text</p></main></html>"
        )
        await page.set_viewport_size(NARROW)
        assert (await violations(page), await too_wide(page)) == ([], [])
        await page.evaluate("() => { p.style.color = '#aaa'; p.style.width = '500px' }")
        assert (await violations(page))[0].startswith("color-contrast")
        assert (await too_wide(page))[0] == "scrolls sideways at 390"
