"""Files on their way: a few for each person, and whoever stops reading holds no connection that others need."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from services.gateway.clients.file_ways import FileWays, StreamedFile
from services.gateway.clients.problems import ServiceRefused

SCOPE: dict[str, Any] = {"type": "http", "asgi": {"spec_version": "2.3"}}


class Endless(httpx.AsyncByteStream):
    """A body without an end, that tells whether it was closed."""

    closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield b"piece"

    async def aclose(self) -> None:
        self.closed = True


async def never(*_: Any) -> Any:
    """Nobody reads, and nobody leaves."""
    await asyncio.Event().wait()


def test_a_person_has_a_few_files_on_their_way_and_others_have_theirs() -> None:
    ways = FileWays(each=2, all_=3)
    with ExitStack() as held:
        held.enter_context(ways.one("lisi"))
        held.enter_context(ways.one("lisi"))
        with pytest.raises(ServiceRefused) as refused, ways.one("lisi"):
            pass
        assert (refused.value.status, refused.value.slug) == (503, "files-busy")
        held.enter_context(ways.one("wangwu"))
        with pytest.raises(ServiceRefused), ways.one("zhaoliu"):
            pass
    with ways.one("lisi"), ways.one("lisi"):
        pass


async def test_whoever_stops_reading_is_let_go_and_gives_the_way_back() -> None:
    ways, body = FileWays(each=1), Endless()
    with ExitStack() as held:
        held.enter_context(ways.one("lisi"))
        response = StreamedFile(httpx.Response(200, stream=body), {}, held.pop_all(), stalled_s=0.05)
    async with asyncio.timeout(5):
        await response(SCOPE, never, never)
    assert body.closed
    with ways.one("lisi"):
        pass


async def test_whoever_leaves_gives_the_way_back_at_once() -> None:
    ways, body = FileWays(each=1), Endless()
    with ExitStack() as held:
        held.enter_context(ways.one("lisi"))
        response = StreamedFile(httpx.Response(200, stream=body), {}, held.pop_all())

    async def leaves() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async with asyncio.timeout(5):
        await response(SCOPE, leaves, never)
    assert body.closed
    with ways.one("lisi"):
        pass
