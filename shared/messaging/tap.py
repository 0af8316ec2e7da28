"""Listening to events without handling them: a queue of its own that is deleted when the listener disconnects.

What a tap hears is not kept, not ordered across restarts and not retried. It serves hints, never effects.
"""

import asyncio
import time
from collections.abc import Callable, Collection

import structlog
from faststream.rabbit import RabbitRouter

from shared.background import Background
from shared.contracts.decoding import Unreadable, decode
from shared.contracts.envelope import Event
from shared.messaging.broker import close, connect, listen, make_broker, start_consuming
from shared.messaging.topology import declare_tap

PAUSE_S = 1.0
CUT_OFF_AFTER_S = 5.0
"""A reconnection that takes no longer is nothing that anybody need be told of."""

log = structlog.get_logger()

Hear = Callable[[Event], None]


class Tap(Background):
    """Hears events of some types; after a lost connection it listens again, and says that something was missed."""

    def __init__(self, amqp_url: str, types: Collection[str], hear: Hear, missed: Callable[[], None]) -> None:
        super().__init__(self._run_always, "tap")
        self._amqp_url = amqp_url
        self._types = sorted(types)
        self._hear = hear
        self._missed = missed
        self.is_listening = False
        self._silent_since: float | None = None

    @property
    def is_cut_off(self) -> bool:
        """Whether it runs and has heard nothing for a while because the broker is away."""
        return self._silent_since is not None and time.monotonic() > self._silent_since + CUT_OFF_AFTER_S

    async def _run_always(self) -> None:
        """Waits for a broker that is away; at the end the queue is deleted with the connection."""
        while True:
            self._silent_since = self._silent_since or time.monotonic()
            try:
                await self._listen()
            except Exception as error:  # noqa: BLE001  (however the broker is away, the answer is to listen again)
                log.warning("tap.away", why=type(error).__name__)
            finally:
                self.is_listening = False
            await asyncio.sleep(PAUSE_S)
            self._missed()

    async def _listen(self) -> None:
        """Listen until the connection ends."""
        ended = asyncio.Event()
        broker = make_broker(self._amqp_url, "tap", lambda *_: ended.set())
        try:
            queue = await declare_tap(await connect(broker), self._types)
            router = RabbitRouter()
            listen(router, queue, self._deliver)
            broker.include_router(router)
            await start_consuming(broker)
            self.is_listening, self._silent_since = True, None
            await ended.wait()
        finally:
            await close(broker)

    async def _deliver(self, body: bytes) -> None:
        """An error loses this hint and no other; FastStream would not report it."""
        try:
            self._hear(decode(body).event)
        except Unreadable as error:
            log.warning("tap.unreadable", why=error.slug)
        except Exception as error:  # noqa: BLE001
            log.error("tap.not_heard", error=type(error).__name__)
