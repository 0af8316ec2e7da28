"""One installation and one Chromium for all browser tests."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from deploy.local.home import PROJECT
from tests.browser.house import Installation, running_installation
from tests.browser.visiting import Visitors
from tests.servers import Servers

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the browser against real servers; the first test also waits for all to start."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.servers)
            item.add_marker(pytest.mark.timeout(360))


@pytest.fixture(scope="package")
async def installation(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """All five services with the example data."""
    async with running_installation(servers, tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="package")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture(scope="package")
def visitors(chromium: Browser, installation: Installation) -> Visitors:
    """Members of staff at their browsers."""
    return Visitors(chromium, installation.address)


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder for screenshots: TONGXIN_SCREENSHOTS, else .local/screenshots."""
    folder = Path(os.environ.get("TONGXIN_SCREENSHOTS") or PROJECT / ".local" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
