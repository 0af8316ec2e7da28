"""What the browser is told about loading, keeping and telling."""

import httpx
import pytest

from services.gateway.assets import Assets
from services.gateway.security_headers import CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", ["/sign-in", "/nothing", "/today", "/health/live", "/static/0/css/base.css"])
async def test_every_answer_carries_the_headers(browser: httpx.AsyncClient, path: str) -> None:
    headers = (await browser.get(path)).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_policy_allows_nothing_inline_nothing_from_elsewhere_and_no_eval() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")


async def test_static_file_is_kept_for_ever_under_its_hash_and_under_no_other(browser: httpx.AsyncClient) -> None:
    url = Assets().url("css/base.css")
    assert (await browser.get(url)).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await browser.get(url.replace("/css", "0/css"))).status_code == 404


async def test_static_files_cannot_be_left(browser: httpx.AsyncClient) -> None:
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static//etc/passwd"):
        assert (await browser.get(path)).status_code == 404
