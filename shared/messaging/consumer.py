"""The consumer: one queue per service, order per subject, bounded concurrency, and nothing acked before it is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from aio_pika.abc import AbstractIncomingMessage

from shared.contracts.catalogue import all_contracts
from shared.contracts.decoding import Decoded, UndecodableBody, Unreadable, contract_of, envelope_of
from shared.contracts.envelope import Event
from shared.kernel.clock import Clock
from shared.kernel.errors import DomainError, OutOfOrder
from shared.messaging.blocked import BlockedSubjects
from shared.messaging.keyed_lock import KeyedLock
from shared.messaging.reactions import NoReaction, Reactions
from shared.messaging.session import Session
from shared.messaging.unfinished import Failure, Unfinished
from shared.observability import metrics

CONCURRENT = 32
"""Reactions at work at once; deliveries beyond it wait in memory, at most the prefetch of them."""

log = structlog.get_logger()


class ReturnedTooOften(DomainError):
    """RabbitMQ's own delivery limit ran out: the last net, below our own back-off."""

    slug = "returned-too-often"
    zh = "这条消息被退回的次数过多，由消息服务器转入最后的保护队列。请核对后重放。"
    en = "This message was returned too often; the broker put it into its last safety queue. Check it, then replay it."


RETURNED_TOO_OFTEN = Failure.of(ReturnedTooOften())


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
        self._reactions = reactions
        self._unfinished = unfinished
        self._clock = clock
        self._probe_storage = probe_storage
        self.blocked = BlockedSubjects(unfinished)
        self._turns = KeyedLock()
        self._slots = asyncio.Semaphore(CONCURRENT)
        self._session: Session | None = None
        self._consuming = False
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_consuming(self) -> bool:
        """Whether a session is open now."""
        return self._consuming

    async def start(self) -> None:
        """Begin to consume, as soon as the broker is there."""
        self._task = asyncio.create_task(self._run(), name="consumer")

    async def stop(self) -> None:
        """Begin nothing new, finish what is in hand (at most 4 s), close. The rest returns to the queue in order."""
        self._stopping.set()
        if self._session is not None:
            self._session.end()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        """One session after the other, each begun only when MongoDB answers."""
        while not self._stopping.is_set():
            if not await self._storage_answers():
                await self._pause(1)
                continue
            if self._stopping.is_set():
                return
            self.blocked.forget()
            self._session = Session(
                self._amqp_url, self._service, self._reactions.types, self._deliver, self._deliver_dead
            )
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

    async def _deliver(self, session: Session, message: AbstractIncomingMessage) -> None:
        """Nothing is awaited before the turn is taken, so deliveries keep their order within a subject."""
        if session.is_over:
            return
        try:
            event = envelope_of(message.body)
        except UndecodableBody as error:
            await self._settle(
                session, message, self._unfinished.park(message.body, None, Failure.of(error), self._now())
            )
            return
        async with self._turns.take(event.subject), self._slots:
            if not session.is_over:
                await self._settle(session, message, self._react(message.body, event))

    async def _deliver_dead(self, session: Session, message: AbstractIncomingMessage) -> None:
        """The last net: what the broker gave up on is parked with its subject, so that nothing overtakes it."""
        try:
            event = envelope_of(message.body)
        except UndecodableBody:
            parking = self._unfinished.park(message.body, None, RETURNED_TOO_OFTEN, self._now())
        else:
            parking = self._park(message.body, event, RETURNED_TOO_OFTEN)
        await self._settle(session, message, parking)

    async def _settle(self, session: Session, message: AbstractIncomingMessage, work: Awaitable[None]) -> None:
        """Ack when the work is safely stored. What storage does not take ends the session and stays unacked."""
        try:
            await work
        except Exception as error:  # noqa: BLE001  (storage is away or refuses: nothing of its subject may pass it)
            session.end(error)
            return
        try:
            await message.ack()
        except Exception as error:  # noqa: BLE001  (the channel is gone: it comes again, and is absorbed without effect)
            log.info("consumer.ack_lost", error=type(error).__name__)

    async def _react(self, body: bytes, event: Event) -> None:
        """Apply, or keep the message where its failure or its subject's unfinished messages put it."""
        await self.blocked.load()
        if event.subject in self.blocked:
            with self.blocked.keeping(event.subject):
                await self._unfinished.wait(body, event, self._now())
            _count(event, "waiting")
            return
        error = await self._apply(event)
        if error is None:
            _count(event, "applied")
            return
        failure = Failure.of(error)
        log.warning("consumer.reaction_failed", type=event.type, slug=failure.slug, correlation_id=event.correlationid)
        if isinstance(error, OutOfOrder | NoReaction | Unreadable):
            if isinstance(error, OutOfOrder):
                metrics.order_breaks.inc()
            await self._park(body, event, failure)
            return
        with self.blocked.keeping(event.subject):
            await self._unfinished.retry_later(body, event, failure, self._now())
        _count(event, "retrying")

    async def _apply(self, event: Event) -> Exception | None:
        """The error that stands in its way, or None."""
        try:
            decoded = Decoded(event, contract_of(event))
        except Unreadable as error:
            return error
        return await self._reactions.try_in_place(decoded)

    async def _park(self, body: bytes, event: Event, failure: Failure) -> None:
        """Keep it for a person; its subject's later messages wait behind it."""
        with self.blocked.keeping(event.subject):
            await self._unfinished.park(body, event, failure, self._now())
        _count(event, "parked")

    def _now(self) -> datetime:
        return self._clock.now()


def _count(event: Event, outcome: str) -> None:
    """Count under the event's type; types from elsewhere that nobody knows share one series."""
    metrics.events_consumed.labels(event.type if event.type in all_contracts() else "unknown", outcome).inc()
