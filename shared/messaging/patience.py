"""Patience with storage that takes some writes and not others: a delivery stays in hand, and is not returned.

Each return of a message is counted by the broker against its delivery limit, whoever is at fault. So a write that fails
while the probe passes is tried again here, ever later and with its subject waiting; only when the probe fails too, and
nothing can be stored at all, does the session end.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Protocol

import structlog

from shared.backoff import jittered
from shared.contracts.decoding import UndecodableBody
from shared.messaging.receiving import Outcome, Received, Receiving
from shared.storage.mongo import StorageAway

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
MOST_TRIES = 8
"""Tries of one delivery after which it is taken aside, when others were stored meanwhile."""

LONGEST_IN_HAND_S = 40.0
"""After which it is taken aside though nothing else came: well below any time after which a broker may take a consumer
for stuck."""

MOST_LOSSES = 3
"""Sessions that one message may end by what storage says to it."""

log = structlog.get_logger()


class Session(Protocol):
    """What is to be known of the session with the broker."""

    @property
    def is_over(self) -> bool:
        """Whether nothing new may begin."""

    async def ended_within(self, seconds: float) -> bool:
        """Wait for its end, at most so long; whether it has ended."""


class Patience:
    """Handles the deliveries of a service, across its sessions."""

    def __init__(self, receiving: Receiving, probe_storage: Callable[[], Awaitable[None]]) -> None:
        self._receiving = receiving
        self._probe_storage = probe_storage
        self._probing: asyncio.Task[None] | None = None
        self._stored = 0
        self._losses: Counter[bytes] = Counter()

    async def react(self, session: Session, one: Received) -> Outcome:
        """Apply a message of the queue, or keep it. Raises StorageAway when storage takes nothing at all, or when the
        session ended meanwhile; otherwise what storage says to it, twice. The third time it is kept barely."""
        return await self._kept(session, one, self._receiving.react)

    async def park_returned(self, session: Session, one: Received) -> Outcome:
        """The same for what the broker gave up on."""
        return await self._kept(session, one, self._receiving.park_returned)

    async def _kept(self, session: Session, one: Received, handle: Callable[[Received], Awaitable[Outcome]]) -> Outcome:
        try:
            outcome = await self._patiently(session, one, handle)
        except StorageAway:
            raise
        except Exception as error:  # noqa: BLE001  (whatever storage says to it)
            outcome = await self._after_a_loss(one, error)
        self._stored += 1
        return outcome

    async def _patiently(
        self, session: Session, one: Received, handle: Callable[[Received], Awaitable[Outcome]]
    ) -> Outcome:
        loop = asyncio.get_running_loop()
        since, stored_before, tries = loop.time(), self._stored, 0
        while True:
            try:
                return await handle(one)
            except StorageAway as away:
                if session.is_over:
                    raise
                await self._probe()
                tries += 1
                others_pass = tries >= MOST_TRIES and self._stored > stored_before
                if others_pass or loop.time() >= since + LONGEST_IN_HAND_S:
                    handle = self._aside(one, away) or handle
                if await session.ended_within(jittered(FIRST_PAUSE_S, LONGEST_PAUSE_S, tries)):
                    raise

    def _aside(self, one: Received, away: StorageAway) -> Callable[[Received], Awaitable[Outcome]] | None:
        """What takes a message aside; none for one without a subject, whose storing is all that is left to do."""
        event = one.event
        if isinstance(event, UndecodableBody):
            return None
        log.warning("consumer.taken_aside", type=event.type, correlation_id=event.correlationid)
        return lambda _: self._receiving.take_aside(one, event, away)

    async def _probe(self) -> None:
        """Raises StorageAway when storage takes nothing at all. Whoever asks meanwhile gets the same answer."""
        if self._probing is None or self._probing.done():
            self._probing = asyncio.create_task(self._asked(), name="probe")
        await asyncio.shield(self._probing)

    async def _asked(self) -> None:
        try:
            await self._probe_storage()
        except StorageAway:
            raise
        except Exception as error:
            raise StorageAway from error

    async def _after_a_loss(self, one: Received, error: Exception) -> Outcome:
        """Storage takes neither its effect nor the message: after a few times its lane alone is held."""
        key = sha256(one.body).digest()
        self._losses[key] += 1
        if self._losses[key] < MOST_LOSSES:
            raise error
        log.error("consumer.kept_barely", error=type(error).__name__)
        outcome = await self._receiving.keep_barely(one, error)
        del self._losses[key]
        return outcome
