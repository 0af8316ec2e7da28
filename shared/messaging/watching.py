"""What a session makes of its looks at the queue: whether the broker still knows it, and whether anything arrives."""

import asyncio
from datetime import timedelta

import structlog

from shared.kernel.errors import Unavailable
from shared.messaging.presence import Presence
from shared.observability import metrics

STALLED_AFTER_S = 30.0
"""How long messages may wait with nothing arriving at any replica. A long queue that moves is no fault."""

log = structlog.get_logger()


class Watching:
    """Outlives the sessions of a consumer, for a stall does not end with one."""

    def __init__(self, presence: Presence | None) -> None:
        self._presence = presence
        self._waiting_since: float | None = None
        self.is_stalled = False
        """Whether messages wait, and nothing has arrived for a while anywhere."""

    async def must_begin_anew(self, ready: int, consumers: int, *, arrived: bool, in_hand: int) -> bool:
        """What a look shows: messages that are ready and consumers by the broker's word, whether something arrived
        since the last look, and how much is in hand. Says whether the session is to be replaced by a new one."""
        age = await self._last_arrival(arrived=arrived)
        stalled_anew = self._looked_for_stall(ready, moves=arrived or _is_fresh(age))
        if not consumers:
            log.warning("consumer.forgotten_by_broker")
            return True
        return stalled_anew and not in_hand

    async def leave(self) -> None:
        """This replica consumes no more."""
        if self._presence is not None:
            await self._presence.leave()

    async def _last_arrival(self, *, arrived: bool) -> timedelta | None:
        try:
            return await self._presence.tell(arrived=arrived) if self._presence else None
        except Unavailable:
            return None

    def _looked_for_stall(self, ready: int, *, moves: bool) -> bool:
        """Whether it has now stood still for STALLED_AFTER_S, or as long again."""
        now = asyncio.get_running_loop().time()
        if moves or not ready:
            self._waiting_since, self.is_stalled = None, False
            metrics.consumer_stalled.set(0)
            return False
        if self._waiting_since is None:
            self._waiting_since = now
        if now < self._waiting_since + STALLED_AFTER_S:
            return False
        self._waiting_since, self.is_stalled = now, True
        metrics.consumer_stalled.set(1)
        log.error("consumer.nothing_arrives", ready=ready)
        return True


def _is_fresh(age: timedelta | None) -> bool:
    return age is not None and age.total_seconds() < STALLED_AFTER_S / 2
