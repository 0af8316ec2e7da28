"""Bringing the events of the stream to one subscriber: at least once, and in the order of each subject.

A batch is taken from the stream; within it subjects go side by side and the events of one subject one after the other,
each confirmed before the next leaves. What a queue of the subscriber would not take is tried again, and what comes
after it waits. Only when all of a batch was taken is the place in the stream noted. Two who forward for the same
subscriber at once can only repeat: each sends everything from a noted place on, in order.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

import structlog
from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractExchange
from aio_pika.exceptions import DeliveryError

from shared.contracts.decoding import UndecodableBody, envelope_of
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.kernel.clock import Clock
from shared.observability import metrics
from shared.subscribers.leaving import leaving
from shared.subscribers.names import exchange_of
from shared.subscribers.stream import Entry, Stream, StreamIsAnother, connected
from shared.subscribers.subscribers import Subscriber, Subscribers

BATCH = 100
CONFIRM_S = 30.0
LONGEST_PAUSE_S = 60.0
log = structlog.get_logger()


class Forwarding:
    """One session for one subscriber; it ends by an error, and whoever runs it begins another one."""

    def __init__(
        self, subscribers: Subscribers, of: Subscriber, inside_url: str, outside_url: str, clock: Clock
    ) -> None:
        self._subscribers = subscribers
        self._of = of
        self._inside_url = inside_url
        self._outside_url = outside_url
        self._clock = clock

    async def run(self) -> None:
        """Forward until something ends it. Raises StreamSilent, StorageAway, and the broker's errors."""
        try:
            async with (
                connected(self._outside_url) as outside,
                Stream.read(self._inside_url, self._of.position, self._of.since) as stream,
            ):
                channel = await outside.channel(publisher_confirms=True)
                exchange = await channel.get_exchange(exchange_of(self._of.name))
                await self._subscribers.goes_on(self._of)
                if stream.missed:
                    log.error("subscriber.missed", subscriber=self._of.name, events=stream.missed)
                    metrics.subscriber_missed.labels(self._of.name).inc(stream.missed)
                missed = stream.missed
                while True:
                    entries = await stream.batch(BATCH)
                    told = await self._bring(exchange, entries)
                    await self._subscribers.came_to(self._of, entries[-1].after, told, missed)
                    await stream.done()
                    missed = 0
        except StreamIsAnother:
            log.warning("subscriber.stream_is_another", subscriber=self._of.name)
            await self._subscribers.begin_with_the_stream(self._of)

    async def _bring(self, exchange: AbstractExchange, entries: Sequence[Entry]) -> int:
        """Bring what is for this subscriber, and answer how many that were."""
        lanes: dict[str, list[Message]] = defaultdict(list)
        for entry in entries:
            if entry.type in self._of.types and (found := self._for_it(entry)):
                subject, message = found
                lanes[subject].append(message)
        if lanes:
            async with asyncio.TaskGroup() as group:
                for messages in lanes.values():
                    group.create_task(self._bring_in_order(exchange, messages))
        return sum(map(len, lanes.values()))

    def _for_it(self, entry: Entry) -> tuple[str, Message] | None:
        """The subject, and the message as it leaves; None for what cannot be read, may not leave, or is of before."""
        try:
            event = envelope_of(entry.body)
        except UndecodableBody:
            return None
        if event.type != entry.type or event.time < self._of.since:
            return None
        body = leaving(event, self._of.key)
        return (event.subject, _message(event, body)) if body else None

    async def _bring_in_order(self, exchange: AbstractExchange, messages: Sequence[Message]) -> None:
        for message in messages:
            pause = 1.0
            while not await self._is_taken(exchange, message):
                await self._subscribers.is_held(self._of, self._clock.now(), refused=1)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE_S, pause * 2)
            metrics.subscriber_told.labels(self._of.name).inc()

    async def _is_taken(self, exchange: AbstractExchange, message: Message) -> bool:
        """Whether every queue that it went to took it. Where none is bound, it is gone: nobody waits for it."""
        try:
            await exchange.publish(message, message.type or "", mandatory=False, timeout=CONFIRM_S)
        except (DeliveryError, TimeoutError) as error:
            log.warning("subscriber.refused", subscriber=self._of.name, type=message.type, why=type(error).__name__)
            metrics.subscriber_refused.labels(self._of.name).inc()
            return False
        return True


def _message(event: Event, body: bytes) -> Message:
    return Message(
        body,
        content_type=CONTENT_TYPE,
        delivery_mode=DeliveryMode.PERSISTENT,
        message_id=event.id,
        correlation_id=event.correlationid,
        type=event.type,
        app_id="tongxin",
    )
