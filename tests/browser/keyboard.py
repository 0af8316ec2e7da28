"""Working with the keyboard alone: every step is a key press, and at each stop the focus can be seen."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const labels = [...(element.labels || [])].map((label) => label.textContent);
  const group = element.type === "radio" ? element.closest("fieldset").querySelector("legend").textContent : "";
  const name = [element.getAttribute("aria-label") || "", group, ...labels, element.textContent || ""].join(" ");
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const on = document.elementFromPoint(box.left + Math.min(box.width, 12) / 2, middle);
  return {
    tag: element.tagName, name: name.replace(/\\s+/g, " ").trim(), type: element.type || "",
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: !on || !(element.contains(on) || on.contains(element) || [...(element.labels || [])].includes(on)),
  };
}"""
MOST = 160


async def tab_to(page: Page, words: str, tag: str | None = None) -> None:
    """Press Tab until the focus is on the thing with these words. Fails when the focus is unseen or never comes."""
    for _ in range(MOST):
        await page.keyboard.press("Tab")
        focused = await _focused(page)
        if focused is None:
            continue
        assert focused["ring"], f"the focus has no ring on {focused}"
        assert not focused["covered"], f"the focus is hidden behind something on {focused}"
        if words in focused["name"] and (tag is None or focused["tag"] == tag):
            return
    raise AssertionError(f"Tab never came to {words} on {page.url}")


async def press(page: Page, words: str, tag: str | None = None) -> None:
    """Go to a button or link and press Enter; waits for the page that follows."""
    await tab_to(page, words, tag)
    async with page.expect_event("domcontentloaded"):
        await page.keyboard.press("Enter")


async def write(page: Page, label: str, text: str) -> None:
    """Go to a field and type."""
    await tab_to(page, label)
    await page.keyboard.type(text)


async def choose(page: Page, group: str, option: str) -> None:
    """Go to a group of radio buttons and move with the arrows until the option is chosen."""
    await tab_to(page, group)
    for _ in range(20):
        if (focused := await _focused(page)) and option in focused["name"]:
            await page.keyboard.press("Space")
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never came to {option} of {group}")


async def _focused(page: Page) -> dict[str, Any] | None:
    found: dict[str, Any] | None = await page.evaluate(FOCUSED)
    return found
