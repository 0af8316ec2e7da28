"""The whole system as ``make up`` starts it, with its demo data, and Chromium in front of it.

``TONGXIN_BROWSER_URL`` names a system that runs already; its gateway must have the demo accounts.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

from deploy.local.home import PROJECT
from deploy.local.ports import free_port
from tests.browser.desk import Desk

GREETING = "Ctrl-C stops it"
CHROMIUM = os.environ.get("TONGXIN_CHROMIUM", "/usr/bin/chromium")
SHOTS = PROJECT / ".local" / "screenshots"
Desks = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the gateway answers."""
    if given := os.environ.get("TONGXIN_BROWSER_URL"):
        yield given
        return
    root, port = tmp_path_factory.mktemp("whole"), free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGXIN_")}
    environment = {**kept, "TONGXIN_HOME": str(root / "home"), "TONGXIN_PORT": str(port)}
    said = root / "output"
    with said.open("wb") as sink:
        command = [sys.executable, "-m", "deploy.local.launch"]
        up = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=sink, stderr=sink)
    try:
        _wait(up, said)
        yield f"http://127.0.0.1:{port}"
    finally:
        up.send_signal(signal.SIGTERM)
        up.wait(30)


def _wait(up: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + 240
    while GREETING not in said.read_text():
        assert up.poll() is None, said.read_text()
        assert time.monotonic() < deadline, said.read_text()
        time.sleep(0.2)


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    """Playwright, once."""
    async with async_playwright() as running:
        yield running


@pytest.fixture(scope="session")
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield browser
    await browser.close()


@pytest.fixture
async def desk(chromium: Browser, address: str) -> Desks:
    """A desk with one browser window; whatever breaks a rule there fails the test when the desk is left."""

    @asynccontextmanager
    async def sit_down(name: str | None = None, language: str = "zh", **options: object) -> AsyncIterator[Desk]:
        context = await chromium.new_context(base_url=address, locale="zh-CN", **options)  # type: ignore[arg-type]
        made = await Desk.at(context, address)
        try:
            if name:
                await made.sign_in(name, language)
            yield made
            made.assert_no_rule_was_broken()
        finally:
            await context.close()

    return sit_down
