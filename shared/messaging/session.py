"""One session with the broker: subscribe, consume until something ends it, then start nothing new, drain and close.

The consumer is not cancelled first. A cancelled single active consumer is succeeded at once, while what it has in hand
is still unacked, so its successor would overtake it; a consumer that goes with its channel is succeeded only after its
messages are back at the head of the queue (docs/adr/0011 tells the measurement).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Collection

import structlog
from aio_pika.abc import AbstractConnection
from faststream.rabbit import RabbitRouter

from shared.messaging.broker import EventBroker, close, connect, count_consumers, look_at, make_broker, start_consuming
from shared.messaging.topology import dead_queue_of, ensure_queue, queue_of
from shared.messaging.watching import Watching

DRAIN_S = 4.0
ANSWER_S = 10.0
LOOK_EVERY_S = 10.0
log = structlog.get_logger()


class BrokerSession:
    """Ends when the connection is lost, the broker forgot the consumer, or ``end`` is called. What is unacked then
    returns to the head of the queue, in order."""

    def __init__(
        self,
        amqp_url: str,
        service: str,
        types: Collection[str],
        router: Callable[["BrokerSession"], RabbitRouter],
        watching: Watching | None = None,
    ) -> None:
        self._amqp_url = amqp_url
        self._service = service
        self._types = types
        self._router = router
        self._ended = asyncio.Event()
        self._why: Exception | None = None
        self._asking: asyncio.Timeout | None = None
        self._watching = watching or Watching(None)
        self._arrived = False
        self._in_hand = 0
        self._empty = asyncio.Event()
        self._empty.set()

    @property
    def is_over(self) -> bool:
        """Whether it has ended, so that nothing new may begin."""
        return self._ended.is_set()

    def end(self, why: Exception | None = None) -> None:
        """Begin nothing new; ``run`` then drains, closes, and raises ``why`` if there is a reason to wait a while."""
        self._why = self._why or why
        self._ended.set()
        if self._asking is not None:
            with contextlib.suppress(RuntimeError):  # it is just being given up
                self._asking.reschedule(0)
            self._asking = None

    def hold(self) -> None:
        """One more delivery is in hand."""
        self._in_hand += 1
        self._arrived = True
        self._empty.clear()

    def let_go(self) -> None:
        """A delivery is settled, or left to be redelivered; draining waits for the last one."""
        self._in_hand -= 1
        self._arrived = True
        if not self._in_hand:
            self._empty.set()

    async def run(self, started: Callable[[], None]) -> None:
        """Consume until the session ends. Raises when the queue is not as it must be or the broker is away."""
        async with self._while_asking():
            await ensure_queue(self._amqp_url, self._service, self._types)
        broker = make_broker(self._amqp_url, self._service, self._lost)
        broker.include_router(self._router(self))
        try:
            async with self._while_asking():
                await connect(broker)
                await start_consuming(broker)
            started()
            while not await self.ended_within(LOOK_EVERY_S):
                async with self._while_asking():
                    await self._look(broker)
        finally:
            self.end()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(DRAIN_S):
                    await self._empty.wait()
            await close(broker)
        if self._why is not None:
            raise self._why

    async def _look(self, broker: EventBroker) -> None:
        """End when the broker does not know this consumer any more, or messages wait that arrive nowhere."""
        ready, consumers = await look_at(broker, queue_of(self._service))
        of_last_net = await count_consumers(broker, dead_queue_of(self._service))
        arrived, self._arrived = self._arrived, False
        known = min(consumers, of_last_net)
        if await self._watching.must_begin_anew(ready, known, arrived=arrived, in_hand=self._in_hand):
            self.end()

    @contextlib.asynccontextmanager
    async def _while_asking(self) -> AsyncIterator[None]:
        """Wraps a question to the broker: it is given up after a while without an answer, and at once by ``end``."""
        async with asyncio.timeout(0 if self.is_over else ANSWER_S) as self._asking:
            try:
                yield
            finally:
                self._asking = None

    async def ended_within(self, seconds: float) -> bool:
        """Wait for its end, at most so many seconds; whether it has ended."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()
        return self._ended.is_set()

    def _lost(self, _: AbstractConnection | None, __: BaseException | None) -> None:
        self.end()
