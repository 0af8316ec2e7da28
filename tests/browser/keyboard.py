"""Working with the keyboard alone: every step is a key press, and the focus can be seen at each stop."""

from __future__ import annotations

from playwright.async_api import Page

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const labels = [...(element.labels || [])].map((label) => label.textContent);
  const name = [element.getAttribute("aria-label") || "", ...labels, element.textContent || ""].join(" ");
  const style = getComputedStyle(element);
  return {
    tag: element.tagName, name: name.replace(/\\s+/g, " ").trim(), type: element.type || "", value: element.value || "",
    seen: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
}"""
MOST = 160


async def tab_to(page: Page, words: str, tag: str | None = None) -> None:
    """Press Tab until the focus is on the thing with these words. Fails when the focus is unseen or never comes."""
    for _ in range(MOST):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(FOCUSED)
        if focused is None:
            continue
        assert focused["seen"], f"the focus cannot be seen on {focused}"
        if words in focused["name"] and (tag is None or focused["tag"] == tag):
            return
    raise AssertionError(f"Tab never came to {words} on {page.url}")


async def press(page: Page, words: str, tag: str | None = None) -> None:
    """Go to a button or link and press Enter; waits for the page that follows."""
    await tab_to(page, words, tag)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def write(page: Page, label: str, text: str) -> None:
    """Go to a field and type."""
    await tab_to(page, label)
    await page.keyboard.type(text)


async def choose(page: Page, label: str, option: str) -> None:
    """Go to a group of radio buttons and move with the arrows until the option is chosen."""
    for _ in range(MOST):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(FOCUSED)
        if focused and focused["type"] == "radio":
            break
    for _ in range(20):
        if option in (await page.evaluate(FOCUSED))["name"]:
            await page.keyboard.press("Space")
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never came to {option} of {label}")
