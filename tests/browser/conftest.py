"""One installation and one Chromium for all browser tests."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from deploy.local.home import Home
from deploy.local.system import browser_binary
from tests.browser.host import Installation, running_installation
from tests.browser.looking import Camera
from tests.browser.scene import Office, arrange, office_of
from tests.browser.visiting import Visitors
from tests.browser.waiting import waiting
from tests.servers import Servers

PATIENCE_MS = 30_000
"""How long an expectation may take to come true on a busy machine; a passing test does not wait."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""The last makes sure that whatever a page asks of another site fails; that it asked fails the test."""
IN_CHINESE: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "zh_CN"}
"""Words that the browser itself puts into pages: dates to pick, files to choose."""
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the browser against real servers; the first test also waits for all to start."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.servers)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="package")
async def installation(request: pytest.FixtureRequest) -> AsyncIterator[Installation]:
    """All services with the example data; TONGXIN_BROWSER_HOME names one that runs already (`.local`)."""
    if given := os.environ.get("TONGXIN_BROWSER_HOME"):
        run = Home(Path(given)).read_run()
        assert run is not None, f"nothing runs in {given}"
        yield Installation(run["address"], run["environment"])
        return
    servers: Servers = request.getfixturevalue("servers")
    tmp_path_factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    async with running_installation(servers, tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="package")
async def visitors(installation: Installation) -> AsyncIterator[Visitors]:
    """Members of staff at Debian's Chromium, which shows no window."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:

        async def launch() -> Browser:
            return await playwright.chromium.launch(executable_path=browser_binary(), args=QUIET, env=IN_CHINESE)

        everybody = Visitors(launch, installation.address, installation.environment)
        yield everybody
        if everybody.browser:
            await everybody.browser.close()


@pytest.fixture(scope="package")
async def office(installation: Installation) -> AsyncIterator[Office]:
    """The services behind the pages."""
    async with office_of(installation) as services:
        yield services


@pytest.fixture(scope="package")
async def scene(office: Office) -> Mapping[str, str]:
    """Everything in the states that pages shall show; ids for addresses."""
    return {**await arrange(office), **await waiting(office)}


@pytest.fixture(scope="session")
def camera() -> Camera:
    """Pictures of what tests look at, in the folder that TONGXIN_PICTURES names; without one none is made."""
    folder = Path(given) if (given := os.environ.get("TONGXIN_PICTURES")) else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return Camera(folder)
