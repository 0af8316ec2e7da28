"""A person's browser window that notices broken rules: policy violations, requests elsewhere, script errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Page, Route

from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS

AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js").read_text("utf-8")
PASSWORDS = {account.staff_id: account.password for account in DEMO_ACCOUNTS}
WIDTHS = {1366: 768, 390: 844}
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LISTEN = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


class Desk:
    """One window. ``page`` is Playwright's page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.broken: list[str] = []

    @classmethod
    async def at(cls, context: BrowserContext, address: str) -> Desk:
        """A fresh window in this context."""
        desk = cls(await context.new_page(), address)
        await context.add_init_script(LISTEN)
        await context.route("**/*", desk._stay_here)
        desk.page.on("pageerror", lambda error: desk.broken.append(f"script error: {error}"))
        desk.page.on("console", lambda said: desk._hear(said.type, said.text))
        return desk

    async def sign_in(self, name: str, language: str = "zh") -> None:
        """Sign in as a demo account and choose the language."""
        await self.page.goto("/sign-in")
        await self.page.fill("#name", name)
        await self.page.fill("#password", PASSWORDS[name])
        await self.page.press("#password", "Enter")
        await self.page.wait_for_url("**/today")
        wanted = "English" if language == "en" else "中文"
        if await self.page.get_by_role("button", name=wanted).count():
            await self.page.get_by_role("button", name=wanted).click()
            await self.page.wait_for_load_state()

    async def assert_accessible(self) -> None:
        """axe-core finds nothing on the page as it stands, and no policy was violated on it."""
        found = await self.page.evaluate(f"{AXE}; axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
        assert _said(found["violations"]) == [], self.page.url
        await self.collect()

    async def collect(self) -> None:
        """Take over the policy violations that the page has seen."""
        self.broken += await self.page.evaluate("window.__violations")

    async def shoot(self, folder: Path, name: str, widths: tuple[int, ...] = tuple(WIDTHS)) -> None:
        """A picture at each width; nothing may be wider than the window."""
        folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240
        for width in widths:
            await self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            wide = await self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} is {wide} wide at {width}"
            await self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        await self.page.set_viewport_size({"width": 1366, "height": 768})

    def assert_no_rule_was_broken(self) -> None:
        """No violation, no request elsewhere, no script error since the window was opened."""
        assert self.broken == []

    async def _stay_here(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            await route.continue_()
        else:
            self.broken.append(f"request elsewhere: {route.request.url}")
            await route.abort()

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.broken.append(f"console: {text}")


def _said(violations: list[dict[str, Any]]) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({one['help']})" for one in violations]
