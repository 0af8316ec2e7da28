"""Forms from other sites, without a token, or too large are not taken; every changing route is guarded."""

import re

import httpx
import pytest
from fastapi.routing import APIRoute

from services.gateway.app import PAGES
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
