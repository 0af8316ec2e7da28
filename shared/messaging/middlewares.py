"""What happens around every delivery, as FastStream's middlewares: counted, in order, settled, observed.

None of them awaits anything that suspends before the subject's turn is taken, or order would be lost. Errors end here,
by their kind: their words may be personal, and FastStream would write them to its log (T16).
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from types import TracebackType
from typing import cast

import structlog
from aio_pika import IncomingMessage
from faststream import BaseMiddleware, ContextRepo, StreamMessage
from opentelemetry.trace import SpanKind

from shared.contracts.catalogue import all_contracts
from shared.contracts.decoding import UndecodableBody
from shared.contracts.envelope import Event
from shared.keyed_lock import KeyedLock
from shared.messaging.receiving import Outcome, Received
from shared.messaging.session import BrokerSession
from shared.observability import metrics
from shared.observability.logging import about
from shared.observability.tracing import span_if_exported

Message = StreamMessage[IncomingMessage]
Next = Callable[[Message], Awaitable[Outcome | None]]
Innermost = Callable[[Message], Awaitable[Outcome]]
_consumed = cache(metrics.events_consumed.labels)  # finding a series takes longer than counting in it
log = structlog.get_logger()


class InHand(BaseMiddleware):
    """Counts the deliveries in hand, starts none in a session that is over, and ends the session on any other error."""

    def __init__(self, msg: object, /, *, context: ContextRepo, session: BrokerSession) -> None:
        super().__init__(msg, context=context)
        self._session = session

    async def on_receive(self) -> None:
        """One more delivery is in hand."""
        self._session.hold()

    async def consume_scope(self, call_next: Next, msg: Message) -> Outcome | None:
        """When the session is over, leave the delivery unacked: the broker redelivers it."""
        return None if self._session.is_over else await call_next(msg)

    async def after_processed(
        self,
        exc_type: type[BaseException] | None = None,  # noqa: ARG002  (FastStream's signature)
        exc_val: BaseException | None = None,
        exc_tb: TracebackType | None = None,  # noqa: ARG002
    ) -> bool:
        """One delivery less. An error here means that the message could not be read at all: it stays unacked."""
        if isinstance(exc_val, Exception):
            self._session.end(exc_val)
        self._session.let_go()
        return isinstance(exc_val, Exception)


class InOrder(BaseMiddleware):
    """Deliveries of one subject run one after the other in the order they came; a bounded number runs at once."""

    def __init__(self, msg: object, /, *, context: ContextRepo, turns: KeyedLock, slots: asyncio.Semaphore) -> None:
        super().__init__(msg, context=context)
        self._turns = turns
        self._slots = slots

    async def consume_scope(self, call_next: Next, msg: Message) -> Outcome | None:
        """Nothing up to here suspends, so the line has the order of delivery."""
        event = await _event_of(msg)
        if isinstance(event, UndecodableBody):
            return await call_next(msg)
        async with self._turns.take(event.subject), self._slots:
            return await call_next(msg)


class Settling(BaseMiddleware):
    """Acks when the work is safely stored. What storage does not take ends the session and stays unacked.

    FastStream's own policies ack, reject or nack; none of them keeps the order of a subject.
    """

    def __init__(self, msg: object, /, *, context: ContextRepo, session: BrokerSession) -> None:
        super().__init__(msg, context=context)
        self._session = session

    async def consume_scope(self, call_next: Next, msg: Message) -> None:
        """In the subject's turn: the next message of a subject begins only when this one is settled."""
        if self._session.is_over:
            return
        try:
            await call_next(msg)
        except Exception as error:  # noqa: BLE001  (storage is away or refuses: nothing of its subject may pass it)
            self._session.end(error)
            return
        try:
            await msg.ack()
        except Exception as error:  # noqa: BLE001  (the channel is gone: it comes again, and is absorbed without effect)
            log.info("consumer.ack_lost", error=type(error).__name__)


class Observed(BaseMiddleware):
    """Every log line inside carries the event's correlation id, a span covers the delivery, its outcome is counted."""

    async def consume_scope(self, call_next: Innermost, msg: Message) -> Outcome:
        """Unknown types share one metric series and one span name."""
        event = await _event_of(msg)
        if isinstance(event, UndecodableBody):
            return _counted(await call_next(msg), "unknown")
        known = event.type if event.type in all_contracts() else "unknown"
        with (
            about(correlation_id=event.correlationid),
            span_if_exported(event.traceparent, f"receive {known}", kind=SpanKind.CONSUMER) as span,
        ):
            outcome = _counted(await call_next(msg), known)
            if span is not None:
                span.set_attribute("tongxin.outcome", outcome)
            return outcome


async def _event_of(msg: Message) -> Event | UndecodableBody:
    """The envelope, which FastStream decodes once for all middlewares and the handler."""
    one = cast(Received, await msg.decode())
    return one.event


def _counted(outcome: Outcome, known: str) -> Outcome:
    _consumed(known, outcome).inc()
    return outcome
