"""Members of staff at their browsers. A visit fails the test by itself when a page breaks one of our promises."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize

from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from tests.browser.sessions import COOKIE, open_session

WIDE = ViewportSize(width=1366, height=768)
NARROW = ViewportSize(width=390, height=844)
PASSWORDS = {account.role: (account.staff_id, account.password) for account in DEMO_ACCOUNTS}
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
ASSETS = {"stylesheet", "script", "image", "font"}
LEFT_BEFORE = "net::ERR_ABORTED"
SAID_OF_STATUS = "Failed to load resource: the server responded with a status of"
"""Chromium says this of pages that are themselves an answer 404 or 422 too; statuses are looked at one by one here."""


@dataclass
class Visitors:
    """Everybody who opens the product in one browser; each role has one session and is recognised by it."""

    launch: Callable[[], Awaitable[Browser]]
    address: str
    environment: Mapping[str, str]
    signed_in: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    browser: Browser | None = None

    @asynccontextmanager
    async def visit(self, role: str | None, language: str = "zh", **options: Any) -> AsyncIterator[Page]:
        """A page of somebody with `role` (None: nobody signed in) at 1366 x 768. On leaving, fails for what broke."""
        state = await self._state(role) if role else None
        options = {"viewport": WIDE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = await self._context(storage_state=state, **options)
        context.set_default_timeout(60_000)
        broken: list[str] = []
        await self._watch(context, broken)
        try:
            if language != "zh":
                await self._speak(context, role, language)
            yield await context.new_page()
            assert broken == [], "\n".join(broken)
        finally:
            if language != "zh":
                await self._speak(context, role, "zh")
            await context.close()

    async def _context(self, **options: Any) -> BrowserContext:
        """A fresh context; a browser that died fails the test it died in, and no other."""
        if self.browser is None or not self.browser.is_connected():
            self.browser = await self.launch()
        return await self.browser.new_context(base_url=self.address, **options)

    async def _state(self, role: str) -> Any:
        if role not in self.signed_in:
            token, session = await open_session(self.environment, role)
            cookie = {"name": COOKIE, "value": token, "url": self.address, "httpOnly": True, "sameSite": "Lax"}
            context = await self._context()
            await context.add_cookies([cookie])  # type: ignore[list-item]
            self.tokens[role], self.signed_in[role] = session.csrf_token, await context.storage_state()
            await context.close()
        return self.signed_in[role]

    async def _speak(self, context: BrowserContext, role: str | None, language: str) -> None:
        """Choose a language as the button does: it belongs to the account, or to the browser where nobody signed in."""
        if role is None:
            await context.add_cookies([{"name": "tongxin-language", "value": language, "url": self.address}])
            return
        form: dict[str, str | float | bool] = {"_csrf": self.tokens[role], "language": language, "back": "/today"}
        assert (await context.request.post("/preferences/language", form=form, max_redirects=0)).status == 303

    async def _watch(self, context: BrowserContext, broken: list[str]) -> None:
        def ask(request: Request) -> None:
            if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
                broken.append(f"asked another site: {request.url}")

        def hear(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.text.startswith(SAID_OF_STATUS):
                broken.append(f"console: {message.text}")

        def fell(request: Request) -> None:
            if request.resource_type in ASSETS and request.failure != LEFT_BEFORE:
                broken.append(f"did not load: {request.url} {request.failure}")

        def answer(response: Response) -> None:
            if response.status >= (400 if response.request.resource_type in ASSETS else 500):
                broken.append(f"answered {response.status}: {response.url}")

        context.on("request", ask)
        context.on("response", answer)
        await context.add_init_script(LISTEN)
        context.on("console", hear)
        context.on("weberror", lambda error: broken.append(f"script: {error.error}"))
        context.on("requestfailed", fell)


async def sign_in(page: Page, role: str) -> None:
    """Fill in the sign-in form as somebody with this role and press its button."""
    name, password = PASSWORDS[role]
    await page.goto("/sign-in")
    await page.fill("#name", name)
    await page.fill("#password", password)
    await page.click("form.stack button[type=submit]")
    await page.wait_for_url(re.compile("/(today|own)$"))
