"""Files on their way between browsers and services: a few at once for each person, and none for who stops reading.

A reader who does not read holds a connection to the service that everybody's commands need, too.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus

import httpx
import structlog
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from services.gateway.clients.problems import ServiceRefused

EACH, ALL = 8, 50
"""Files on their way at once: of one person, and of all people, in this process. A service has 100 connections."""
STALLED_S = 60.0
"""After so long without reading anything a reader is let go; a player asks for the rest when it goes on."""
BUSY = (
    "您打开或上传的文件太多，还没有传完。请等其中一个传完，或者关掉暂停的录音，再试一次。",
    "Too many files are on their way. Wait for one of them, or close recordings that are paused, and try again.",
)
log = structlog.get_logger()


class FileWays:
    """Counts what is on its way, for each person."""

    def __init__(self, each: int = EACH, all_: int = ALL) -> None:
        self._each, self._all = each, all_
        self._open: Counter[str] = Counter()

    @contextmanager
    def one(self, staff_id: str) -> Iterator[None]:
        """A way for one more file of this person. Raises ServiceRefused (503, files-busy)."""
        if self._open[staff_id] >= self._each or self._open.total() >= self._all:
            raise ServiceRefused("gateway", HTTPStatus.SERVICE_UNAVAILABLE, "files-busy", *BUSY, [])
        self._open[staff_id] += 1
        try:
            yield
        finally:
            self._open[staff_id] -= 1
            self._open += Counter()


class StreamedFile(StreamingResponse):
    """What a service streams, passed on. However it ends, the answer is closed and ``held`` given back."""

    def __init__(
        self, answer: httpx.Response, headers: dict[str, str], held: ExitStack, stalled_s: float = STALLED_S
    ) -> None:
        super().__init__(_pieces(answer), answer.status_code, headers, answer.headers.get("content-type", ""))
        self._answer, self._held, self._stalled_s = answer, held, stalled_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._held:
            try:
                await super().__call__(scope, receive, send)
            finally:
                await self._answer.aclose()

    async def stream_response(self, send: Send) -> None:
        """Send it piece by piece, as long as somebody reads."""
        try:
            await super().stream_response(partial(self._in_time, send))
        except TimeoutError:
            log.info("file.reader_stalled", after_s=self._stalled_s)

    async def _in_time(self, send: Send, message: Message) -> None:
        async with asyncio.timeout(self._stalled_s):
            await send(message)


async def _pieces(answer: httpx.Response) -> AsyncIterator[bytes]:
    async for piece in answer.aiter_bytes():
        yield piece
