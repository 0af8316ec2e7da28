"""What is seen on a page: whether axe-core objects, whether anything is wider than its place, and its picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def violations(page: Page) -> list[str]:
    """What axe-core objects to, one line for each element."""
    await page.evaluate(AXE)
    found: list[dict[str, Any]] = await page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)",
        RULES,
    )
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


async def too_wide(page: Page) -> list[str]:
    """What reaches beyond the edge of the window when the page scrolls sideways, and what its card cannot hold."""
    wide: list[str] = await page.evaluate("""() => {
        const edge = document.documentElement.clientWidth;
        const holders = [...document.querySelectorAll(".card, .table-frame")];
        const full = holders.filter(one => one.scrollWidth > one.clientWidth + 1);
        const out = full.map(one => `wider than its card: ${one.innerHTML.trim().slice(0, 160)}`);
        if (document.documentElement.scrollWidth <= edge) return out;
        const beyond = one => one.getBoundingClientRect().right > edge + 1;
        const wide = [...document.querySelectorAll("body *")].filter(beyond).slice(0, 5);
        return [`scrolls sideways at ${edge}`, ...wide.map(one => one.outerHTML.slice(0, 160)), ...out];
    }""")
    return wide


async def covered(page: Page) -> list[str]:
    """Cards that lie over one another, where somebody reads only the upper one."""
    over: list[str] = await page.evaluate("""() => {
        const cards = [...document.querySelectorAll("main .card")].filter(one => !one.parentElement.closest(".card"));
        const box = one => one.getBoundingClientRect();
        const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
        const named = one => one.innerText.trim().split("\\n")[0].slice(0, 60);
        return cards.flatMap((one, n) => cards.slice(n + 1).filter(other => meet(box(one), box(other)))
            .map(other => `“${named(other)}” lies over “${named(one)}”`));
    }""")
    return over


@dataclass(frozen=True)
class Camera:
    """Puts pictures into a folder, where one was asked for; a picture takes longer than what a test looks at."""

    folder: Path | None

    async def shoot(self, page: Page, name: str) -> None:
        """A picture of the whole page, from its top."""
        if self.folder is not None:
            await page.evaluate("scrollTo(0, 0)")
            await page.screenshot(path=self.folder / f"{name}.png", full_page=True)
