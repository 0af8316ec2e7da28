"""The consumer: one queue per service, order per subject, bounded concurrency, and nothing acked before it is kept."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared.backoff import jittered
from shared.kernel.clock import Clock
from shared.messaging.blocked import BlockedSubjects
from shared.messaging.patience import Patience
from shared.messaging.presence import Presence
from shared.messaging.reactions import Reactions
from shared.messaging.receiving import Receiving
from shared.messaging.router import ServiceRouter
from shared.messaging.session import BrokerSession
from shared.messaging.unfinished import Unfinished
from shared.messaging.watching import Watching
from shared.observability import metrics
from shared.observability.tracebacks import words_of

STEADY_S = 10.0
"""A session that lasted so long was well; what ends it then is a new matter."""

LONGEST_PAUSE_S = 60.0
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
        presence: Presence | None = None,
    ) -> None:
        self._amqp_url = amqp_url
        self._service = service
        self._types = reactions.types
        self._probe_storage = probe_storage
        self.blocked = BlockedSubjects(unfinished)
        self._router = ServiceRouter(
            service, Patience(Receiving(reactions, unfinished, self.blocked, clock), probe_storage)
        )
        self._watching = Watching(presence)
        self._session: BrokerSession | None = None
        self._consuming = False
        self._began_at: float | None = None
        self._short = 0
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_consuming(self) -> bool:
        """Whether a session is open now."""
        return self._consuming

    @property
    def is_stalled(self) -> bool:
        """Whether messages wait in the queue and nothing arrives, here or at another replica."""
        return self._watching.is_stalled

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
        await self._watching.leave()

    async def _run(self) -> None:
        """Run one session after the other; each begins only when MongoDB answers."""
        while not self._stopping.is_set():
            if not await self._storage_answers():
                await self._pause(1)
                continue
            if self._stopping.is_set():
                return
            self.blocked.forget()
            self._session = BrokerSession(self._amqp_url, self._service, self._types, self._router.of, self._watching)
            try:
                await self._session.run(self._began)
            except Exception as error:  # noqa: BLE001  (the broker is away or not as it must be: say so, try again)
                log.warning("consumer.session_failed", error=type(error).__name__, why=words_of(error)[:200])
                await self._pause(jittered(1, LONGEST_PAUSE_S, self._short_in_a_row()))
            finally:
                self._consuming = False

    def _short_in_a_row(self) -> int:
        """How many sessions began and failed soon, this one included; at least 1. Each spent a delivery of what it had
        in hand, so the next waits longer; one that could not begin spent nothing."""
        if self._began_at is not None:
            lasted = asyncio.get_running_loop().time() - self._began_at
            self._short = 1 if lasted >= STEADY_S else self._short + 1
            self._began_at = None
            return self._short
        return 1

    def _began(self) -> None:
        self._began_at = asyncio.get_running_loop().time()
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
