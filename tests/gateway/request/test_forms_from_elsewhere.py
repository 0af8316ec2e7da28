"""Forms from other sites, without a token, or too large are not taken; every changing route is guarded."""

import asyncio
import errno
import re
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette import formparsers

from services.gateway.app import PAGES
from services.gateway.request import csrf
from tests.eventually import eventually
from tests.gateway.visiting import HERE, Html, sign_in


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
async def test_form_from_another_site_is_refused(browser: httpx.AsyncClient, headers: dict[str, str]) -> None:
    await sign_in(browser, "jiuzhu")
    token = Html((await browser.get("/search")).text).fields["_csrf"]
    answer = await browser.post("/sign-out", data={"_csrf": token}, headers=headers)
    assert answer.status_code == 403
    assert (await browser.get("/today")).status_code == 200


@pytest.mark.parametrize("token", [None, "", "guess", "猜"])
async def test_form_without_the_right_token_is_refused(browser: httpx.AsyncClient, token: str | None) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await browser.post("/sign-out", data={} if token is None else {"_csrf": token}, headers=HERE)
    assert answer.status_code == 403


async def test_sign_in_form_of_another_browser_is_refused(browser: httpx.AsyncClient) -> None:
    form = Html((await browser.get("/sign-in")).text).fields
    browser.cookies.clear()
    given = {**form, "name": "jiuzhu", "password": "Tongxin-jiuzhu-2026"}
    assert (await browser.post("/sign-in", data=given, headers=HERE)).status_code == 403


async def test_form_that_is_too_large_is_refused_before_it_is_read(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await browser.post("/search", content=b"", headers={**HERE, "Content-Length": str(13 * 1024 * 1024)})
    assert answer.status_code == 413


async def test_strangers_cannot_fill_the_server_with_forms_that_never_end(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them keeps up to 12 MB in the folder for what arrives, for as long as it likes."""
    waiting, goes_on = 0, asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        nonlocal waiting
        waiting += 1
        await goes_on.wait()
        yield b"x" * 2_000_000

    headers = {**HERE, "Content-Length": "2000000", "Content-Type": "application/x-www-form-urlencoded"}
    slow = [
        asyncio.create_task(browser.post("/sign-in", content=slowly(), headers=headers))
        for _ in range(csrf.STRANGERS_AT_ONCE)
    ]
    await eventually(lambda: waiting == csrf.STRANGERS_AT_ONCE)
    assert (await browser.post("/sign-in", content=b"x" * 2_000_000, headers=headers)).status_code == 503
    small = Html((await browser.get("/sign-in")).text).fields
    given = {**small, "name": "jiuzhu", "password": "Tongxin-jiuzhu-2026"}
    assert (await browser.post("/sign-in", data=given, headers=HERE)).status_code == 303, "people still sign in"
    goes_on.set()
    assert all(400 <= one.status_code < 500 for one in await asyncio.gather(*slow))
    assert (await browser.post("/sign-out", content=b"x" * 2_000_000, headers=headers)).status_code != 503


async def test_form_that_finds_no_space_is_answered_in_a_sentence(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(SpooledTemporaryFile[bytes]):
        def write(self, content: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    await sign_in(browser, "jiuzhu")
    form = Html((await browser.get("/search")).text).fields
    monkeypatch.setattr(formparsers, "SpooledTemporaryFile", Full)
    answer = await browser.post("/sign-out", data=form, files={"file": ("a.jpg", b"\xff\xd8\xff")}, headers=HERE)
    assert answer.status_code == 503
    assert "临时空间满了" in answer.text
    assert (await browser.get("/today")).status_code == 200, "nobody was signed out"


def changing_routes() -> list[tuple[str, str]]:
    """Method and path of every route that is not only read."""
    routes = [route for router in PAGES for route in router.routes if isinstance(route, APIRoute)]
    return [(m, re.sub(r"\{.*?\}", "x", r.path)) for r in routes for m in sorted(r.methods - {"GET", "HEAD"})]


async def test_every_route_that_changes_something_wants_the_token(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    routes = changing_routes()
    assert len(routes) > 20
    for method, path in routes:
        answer = await browser.request(method, path, headers=HERE)
        assert answer.status_code == 403, path
        assert "没有提交成功" in answer.text, path
