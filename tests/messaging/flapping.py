"""A MongoDB that is there and is not: a proxy that passes reads and probes and cuts other writes, stretch by stretch.

It listens on the loopback interface and speaks through to a real mongod. A write that comes in a cut stretch ends its
connection before the server sees it, as a failing switch or a stepping primary does.
"""

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import bson

WRITES = frozenset({"insert", "update", "delete", "findAndModify", "bulkWrite"})
_OP_MSG = 2013
_HEADER = struct.Struct("<iiii")
Cuts = Callable[[Mapping[str, Any]], bool]


class Flapping:
    """``cuts(command)`` says of a write whether it is cut now; ``cut`` and ``passed`` count all but the probes."""

    def __init__(self, mongo_url: str, cuts: Cuts) -> None:
        self._server = urlsplit(mongo_url)
        self._cuts = cuts
        self.cut = 0
        self.passed = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it or a write is cut."""
        ahead, back = await asyncio.open_connection(self._server.hostname, self._server.port)
        answers = asyncio.create_task(_copy(ahead, writer))
        try:
            while await self._pass_on(reader, back):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            answers.cancel()
            for end in (writer, back):
                end.close()

    async def _pass_on(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter) -> bool:
        head = await reader.readexactly(_HEADER.size)
        length, _, _, code = _HEADER.unpack(head)
        body = await reader.readexactly(length - _HEADER.size)
        command = _command_of(body) if code == _OP_MSG else {}
        if command.keys() & WRITES and "probes" not in command.values():
            if self._cuts(command):
                self.cut += 1
                return False
            self.passed += 1
        back.write(head + body)
        await back.drain()
        return True


def _command_of(body: bytes) -> dict[str, Any]:
    """The command's own document; what a write carries beside it is not read."""
    size = struct.unpack_from("<i", body, 5)[0]
    return bson.decode(body[5 : 5 + size])


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def flapping(mongo_url: str, cuts: Cuts) -> AsyncIterator[Flapping]:
    """The proxy before this mongod; ``url`` is its own address."""
    proxy = Flapping(mongo_url, cuts)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    proxy.url = f"mongodb://127.0.0.1:{port}/?directConnection=true&w=majority&readConcernLevel=majority"
    try:
        yield proxy
    finally:
        server.close()


def every_other(seconds: float, since: float) -> Callable[[float], bool]:
    """Says of a time of the loop whether it lies in a cut stretch; the first stretch after ``since`` is cut."""
    return lambda now: int((now - since) / seconds) % 2 == 0
