"""Only a loopback name counts as one: not a name that begins like it."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from services.gateway.hosts import LoopbackNamesOnly


async def asked_as(host: str) -> int:
    """The answer to a request with this Host."""
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("ok"))])
    app.add_middleware(LoopbackNamesOnly)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as http:
        return (await http.get("/", headers={"Host": host})).status_code


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8193", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8080"])
async def test_a_loopback_name_is_served(host: str) -> None:
    assert await asked_as(host) == 200


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8193.evil.com", "127.0.0.1.evil.com", "x@127.0.0.1", "127.0.0.1:", "localhost/", "[::1", ""]
)
async def test_any_other_name_is_refused(host: str) -> None:
    assert await asked_as(host) == 421
