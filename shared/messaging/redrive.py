"""The redrive loop: unfinished messages are tried again in their subject's order, on the ladder, then parked."""

import asyncio
from collections.abc import Iterable

import structlog

from shared.background import Background
from shared.contracts.decoding import UnknownSchema, UnknownType, Unreadable, decode
from shared.kernel.clock import Clock
from shared.kernel.errors import OutOfOrder, Unavailable
from shared.messaging.blocked import BlockedSubjects
from shared.messaging.reactions import NoReaction, Reactions
from shared.messaging.unfinished import DueHead, Failure, State, Unfinished
from shared.observability import metrics
from shared.observability.logging import about
from shared.storage.lease import Lease
from shared.storage.mongo import Database, StorageAway

EVERY_S = 0.5
CONCURRENT = 8
AT_ONCE = 100
"""Messages of one subject worked off before other subjects are looked at again."""

KNOWN_NOW_EVERY_S = 15.0
"""How often what an older version could not read is looked at; the first time at once. A replica of the older version
that still consumes may go on parking for a while."""

_OLDER = (UnknownType.slug, UnknownSchema.slug, NoReaction.slug)
"""Why a version parks what only a newer one knows."""

log = structlog.get_logger()


class Redrive(Background):
    """Runs in every replica, works in the one that holds the lease, and refreshes the consumer's blocked subjects."""

    def __init__(
        self,
        database: Database,
        unfinished: Unfinished,
        reactions: Reactions,
        blocked: BlockedSubjects,
        clock: Clock,
    ) -> None:
        super().__init__(self._run_always, "redrive")
        self._lease = Lease(database, "redrive")
        self._unfinished = unfinished
        self._reactions = reactions
        self._blocked = blocked
        self._clock = clock
        self._slots = asyncio.Semaphore(CONCURRENT)
        self._looked_at: float | None = None

    async def stop(self) -> None:
        """Stop, and release the lease so that another replica can continue at once."""
        await super().stop()
        await self._lease.give_up()

    async def _run_always(self) -> None:
        while True:
            more = False
            try:
                held = await self._lease.hold()
                if held:
                    await self._look_for_known_now()
                more = held and await self.once()
                await self._blocked.refresh()
                for state, count in (await self._unfinished.count_by_state()).items():
                    metrics.unfinished.labels(state).set(count)
            except Unavailable:
                log.warning("redrive.storage_away")
            except Exception:
                log.exception("redrive.failed")
            await asyncio.sleep(0 if more else EVERY_S)

    async def try_known_now(self) -> int:
        """Try again what was parked because an older version of this service did not know it, and is known now.

        Services may be upgraded in any order: what a newer one sends to an older one waits for its upgrade. Says how
        many there are. Raises StorageAway.
        """
        known = [one for one, body in await self._unfinished.parked_for(_OLDER) if self._reactions.understands(body)]
        for message_id in known:
            await self._unfinished.try_anew(message_id, self._clock.now())
            log.info("redrive.known_now", message_id=message_id)
        return len(known)

    async def _look_for_known_now(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._looked_at is None or now >= self._looked_at + KNOWN_NOW_EVERY_S:
            await self.try_known_now()
            self._looked_at = now

    async def once(self) -> bool:
        """Try every subject whose first message is due; different subjects at the same time. Says whether there is
        more to do at once. Raises StorageAway, after every subject had its turn."""
        heads: Iterable[DueHead] = await self._unfinished.heads(self._clock.now())
        outcomes = await asyncio.gather(*(self._work_off(head) for head in heads), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        return any(outcomes)

    async def _work_off(self, head: DueHead) -> bool:
        """Try the first message, and after success those that waited behind it, one after the other. Returns whether
        some are left only because there were too many."""
        async with self._slots:
            following = head
            for _ in range(AT_ONCE):
                subject = await self._try(following)
                behind = await self._unfinished.next_of(subject) if subject is not None else None
                if behind is None:
                    return False
                following = behind
            return True

    async def _try(self, head: DueHead) -> str | None:
        """The subject when the message is finished; None when it stays. Raises StorageAway where not even that can be
        stored, which is no attempt."""
        try:
            decoded = decode(head.body)
            with about(correlation_id=decoded.event.correlationid):
                await self._reactions.apply(decoded)
        except StorageAway as away:
            await self._unfinished.put_off(head, Failure.of(away), self._clock.now())
            return None
        except Exception as error:  # noqa: BLE001  (whatever a reaction trips over is kept with its message)
            final = isinstance(error, OutOfOrder | NoReaction | Unreadable)
            state = await self._unfinished.failed(head, Failure.of(error), self._clock.now(), park=final)
            if state is State.PARKED:
                log.error("redrive.parked", message_id=head.id, slug=Failure.of(error).slug)
            return None
        await self._unfinished.finished(head.id)
        metrics.events_consumed.labels(decoded.event.type, "applied").inc()
        return decoded.event.subject
