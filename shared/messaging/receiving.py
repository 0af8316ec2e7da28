"""What becomes of a delivery: applied, or kept where its failure or its subject's unfinished messages put it."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import structlog
from faststream.rabbit import RabbitMessage

from shared.contracts.decoding import Decoded, UndecodableBody, Unreadable, contract_of, envelope_of
from shared.contracts.envelope import Event
from shared.kernel.clock import Clock
from shared.kernel.errors import DomainError, OutOfOrder
from shared.messaging.blocked import BlockedSubjects
from shared.messaging.reactions import NoReaction, Reactions
from shared.messaging.unfinished import Failure, Unfinished
from shared.observability import metrics


class ReturnedTooOften(DomainError):
    """RabbitMQ's own delivery limit ran out: the last net, below our own back-off."""

    slug = "returned-too-often"
    zh = "这条消息被退回的次数过多，由消息服务器转入最后的保护队列。请核对后重放。"
    en = "This message was returned too often; the broker put it into its last safety queue. Check it, then replay it."


RETURNED_TOO_OFTEN = Failure.of(ReturnedTooOften())
Outcome = Literal["applied", "retrying", "waiting", "parked"]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Received:
    """A message's body as it came, with its event, or with what keeps its envelope from being read."""

    body: bytes
    event: Event | UndecodableBody


async def received(message: RabbitMessage) -> Received:
    """Read only the envelope, which names the subject; a message whose envelope cannot be read is parked as it came."""
    try:
        return Received(message.body, envelope_of(message.body))
    except UndecodableBody as flaw:
        return Received(message.body, flaw)


class Receiving:
    """The two handlers of a service. When they raise, nothing was stored: the message must be delivered again."""

    def __init__(self, reactions: Reactions, unfinished: Unfinished, blocked: BlockedSubjects, clock: Clock) -> None:
        self._reactions = reactions
        self._unfinished = unfinished
        self._blocked = blocked
        self._clock = clock

    async def react(self, one: Received) -> Outcome:
        """Apply a message of the queue, or store it. Raises StorageAway, and whatever else prevents storing it."""
        event = one.event
        if isinstance(event, UndecodableBody):
            return await self._park(one, Failure.of(event))
        await self._blocked.load()
        if event.subject in self._blocked:
            with self._blocked.keeping(event.subject):
                await self._unfinished.wait(one.body, event, self._now())
            return "waiting"
        error = await self._apply(event)
        if error is None:
            return "applied"
        failure = Failure.of(error)
        log.warning("consumer.reaction_failed", type=event.type, slug=failure.slug, correlation_id=event.correlationid)
        if isinstance(error, OutOfOrder | NoReaction | Unreadable):
            if isinstance(error, OutOfOrder):
                metrics.order_breaks.inc()
            return await self._park(one, failure)
        with self._blocked.keeping(event.subject):
            await self._unfinished.retry_later(one.body, event, failure, self._now())
        return "retrying"

    async def park_returned(self, one: Received) -> Outcome:
        """The last net: park a message that the broker gave up on, and block its subject so that nothing passes it."""
        return await self._park(one, RETURNED_TOO_OFTEN)

    async def take_aside(self, one: Received, event: Event, error: Exception) -> Outcome:
        """Keep a message whose effect storage does not take though it takes others: it is tried again on the ladder,
        and its subject's later messages wait behind it. Raises StorageAway."""
        with self._blocked.keeping(event.subject):
            await self._unfinished.retry_later(one.body, event, Failure.of(error), self._now())
        return "retrying"

    async def keep_barely(self, one: Received, error: Exception) -> Outcome:
        """Park a message that storage refuses to keep as what it is: its body and its subject alone, for a person."""
        subject = None if isinstance(one.event, UndecodableBody) else one.event.subject
        with self._blocked.keeping(subject) if subject is not None else nullcontext():
            await self._unfinished.park_barely(one.body, subject, Failure.of(error), self._now())
        return "parked"

    async def _apply(self, event: Event) -> Exception | None:
        """The error that keeps it from being applied, or None."""
        try:
            decoded = Decoded(event, contract_of(event))
        except Unreadable as error:
            return error
        return await self._reactions.try_in_place(decoded)

    async def _park(self, one: Received, failure: Failure) -> Outcome:
        """Keep it for a person; its subject's later messages wait behind it."""
        if isinstance(one.event, UndecodableBody):
            await self._unfinished.park(one.body, None, failure, self._now())
        else:
            with self._blocked.keeping(one.event.subject):
                await self._unfinished.park(one.body, one.event, failure, self._now())
        return "parked"

    def _now(self) -> datetime:
        return self._clock.now()
