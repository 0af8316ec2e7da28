"""The consumer: one queue per service, order per subject, bounded concurrency, and nothing acked before it is kept."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared.kernel.clock import Clock
from shared.messaging.blocked import BlockedSubjects
from shared.messaging.reactions import Reactions
from shared.messaging.receiving import Receiving
from shared.messaging.router import ServiceRouter
from shared.messaging.session import BrokerSession
from shared.messaging.unfinished import Unfinished
from shared.observability import metrics

log = structlog.get_logger()


class Consumer:
    """Consumes one service's queue. It pauses while MongoDB is away and begins again after any lost connection."""

    def __init__(
        self,
        amqp_url: str,
        service: str,
        reactions: Reactions,
        unfinished: Unfinished,
        clock: Clock,
        probe_storage: Callable[[], Awaitable[None]],
    ) -> None:
        self._amqp_url = amqp_url
        self._service = service
        self._types = reactions.types
        self._probe_storage = probe_storage
        self.blocked = BlockedSubjects(unfinished)
        self._router = ServiceRouter(service, Receiving(reactions, unfinished, self.blocked, clock))
        self._session: BrokerSession | None = None
        self._consuming = False
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_consuming(self) -> bool:
        """Whether a session is open now."""
        return self._consuming

    async def start(self) -> None:
        """Begin to consume as soon as the broker can be reached."""
        self._task = asyncio.create_task(self._run(), name="consumer")

    async def stop(self) -> None:
        """Begin nothing new, finish what is in hand (at most 4 s), close. The rest returns to the queue in order."""
        self._stopping.set()
        if self._session is not None:
            self._session.end()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        """Run one session after the other; each begins only when MongoDB answers."""
        while not self._stopping.is_set():
            if not await self._storage_answers():
                await self._pause(1)
                continue
            if self._stopping.is_set():
                return
            self.blocked.forget()
            self._session = BrokerSession(self._amqp_url, self._service, self._types, self._router.of)
            try:
                await self._session.run(self._began)
            except Exception as error:  # noqa: BLE001  (the broker is away or not as it must be: say so, try again)
                log.warning("consumer.session_failed", error=type(error).__name__, why=str(error)[:200])
                await self._pause(1)
            finally:
                self._consuming = False

    def _began(self) -> None:
        self._consuming = True
        metrics.consumer_paused.set(0)
        log.info("consumer.began")

    async def _storage_answers(self) -> bool:
        try:
            await self._probe_storage()
        except Exception as error:  # noqa: BLE001  (away, or whatever else keeps it from taking writes)
            metrics.consumer_paused.set(1)
            log.warning("consumer.paused_storage_away", error=type(error).__name__)
            return False
        return True

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
