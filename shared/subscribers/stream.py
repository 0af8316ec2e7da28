"""Reading the event stream from a known place. Reading takes nothing away and can refuse nothing to a publisher."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import aio_pika
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from shared.messaging.topology import EVENT_LOG
from shared.subscribers.subscribers import Position

PREFETCH = 200
ANSWER_S = 10.0
IDLE_S = 300.0
CLOSE_S = 3.0
LINGER_S = 0.05
"""How long a batch waits for more to come with it, so that few events cost few writes."""
_OFFSET = "x-stream-offset"


class StreamIsAnother(Exception):
    """The stream was made anew: what stands at the known place is not what stood there."""


class StreamSilent(Exception):
    """The connection is gone, or nothing came for long; whoever reads begins again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in the stream, with its place."""

    offset: int
    id: str
    type: str
    body: bytes

    @classmethod
    def of(cls, message: AbstractIncomingMessage) -> Self:
        """A delivery of the broker."""
        offset = message.headers[_OFFSET]
        if not isinstance(offset, int):
            raise TypeError("a stream's delivery tells its offset")
        return cls(offset, message.message_id or "", message.routing_key or "", message.body)

    @property
    def after(self) -> Position:
        """Where to go on after this entry."""
        return Position(self.offset + 1, self.id)


@contextlib.asynccontextmanager
async def connected(amqp_url: str) -> AsyncIterator[AbstractConnection]:
    """A connection that does not mend itself. Raises aio_pika's connection errors; closing takes CLOSE_S at most."""
    connection = await aio_pika.connect(amqp_url, timeout=ANSWER_S)
    try:
        yield connection
    finally:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(CLOSE_S):
                await connection.close()


class Stream:
    """The entries from one place on."""

    def __init__(self) -> None:
        self._messages: asyncio.Queue[AbstractIncomingMessage | None] = asyncio.Queue()
        self._ahead: AbstractIncomingMessage | None = None
        self._taken: AbstractIncomingMessage | None = None
        self.missed = 0
        """How many had left the stream, by their age, before they were read."""

    @classmethod
    @contextlib.asynccontextmanager
    async def read(cls, amqp_url: str, position: Position | None, since: datetime) -> AsyncIterator[Self]:
        """From this position on, or where there is none, from about ``since``.

        Raises StreamIsAnother, StreamSilent, and aio_pika's errors when the broker or the stream is away.
        """
        async with connected(amqp_url) as connection:
            stream = cls()
            await stream._consume(connection, position.offset - 1 if position else since)
            if position is not None:
                await stream._see(position, amqp_url)
            yield stream

    async def batch(self, most: int) -> list[Entry]:
        """The next entries, at least one. Raises StreamSilent."""
        taken = [await self._next(IDLE_S)]
        await asyncio.sleep(LINGER_S)
        while len(taken) < most and not self._messages.empty():
            taken.append(await self._next(IDLE_S))
        self._taken = taken[-1]
        return [Entry.of(message) for message in taken]

    async def done(self) -> None:
        """What was taken is dealt with: the broker may send more."""
        if self._taken is not None:
            await self._taken.ack(multiple=True)

    async def _consume(self, connection: AbstractConnection, offset: int | datetime | str) -> None:
        connection.close_callbacks.add(lambda *_: self._messages.put_nowait(None))
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=PREFETCH)
        queue = await channel.get_queue(EVENT_LOG, ensure=False)
        await queue.consume(self._arrived, arguments={_OFFSET: offset})

    async def _arrived(self, message: AbstractIncomingMessage) -> None:
        self._messages.put_nowait(message)

    async def _see(self, position: Position, amqp_url: str) -> None:
        """Look at the entry before the position: the one that we know, or a later one because it left the stream."""
        try:
            message = await self._next(ANSWER_S)
        except StreamSilent:
            if await _ends_before(amqp_url, position):
                raise StreamIsAnother from None
            raise
        first = Entry.of(message)
        if first.offset >= position.offset:
            self.missed = first.offset - position.offset
            self._ahead = message
        elif first.id != position.last_id:
            raise StreamIsAnother

    async def _next(self, seconds: float) -> AbstractIncomingMessage:
        if self._ahead is not None:
            message, self._ahead = self._ahead, None
            return message
        try:
            async with asyncio.timeout(seconds):
                found = await self._messages.get()
        except TimeoutError:
            found = None
        if found is None:
            raise StreamSilent
        return found


async def _ends_before(amqp_url: str, position: Position) -> bool:
    """Whether the stream has entries, and the last of them stands before what we know of."""
    async with connected(amqp_url) as connection:
        stream = Stream()
        await stream._consume(connection, "last")
        last = -1
        with contextlib.suppress(StreamSilent):
            while True:
                last = Entry.of(await stream._next(1)).offset
    return 0 <= last < position.offset - 1
