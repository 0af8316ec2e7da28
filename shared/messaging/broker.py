"""FastStream's RabbitMQ broker with every default that could lose, repeat hotly or flood owned here.

The numbers T1 to T19 are the traps measured in the design notes and in docs/adr/0012; tests/messaging/test_traps*.py
show each on a real broker.
"""

import asyncio
import contextlib
import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from aio_pika import DeliveryMode, Message, RobustConnection
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import AMQPError, ChannelClosed, ChannelNotFoundEntity, ConnectionClosed
from faststream import AckPolicy
from faststream.rabbit import (
    Channel,
    ExchangeType,
    QueueType,
    RabbitBroker,
    RabbitExchange,
    RabbitMessage,
    RabbitQueue,
    RabbitRouter,
)

from shared.contracts.envelope import CONTENT_TYPE
from shared.messaging.topology import EVENTS

PUBLISH_TIMEOUT_S = 15.0
CLOSE_S = 3.0
CANCELLED_S = 5.0
"""How long whoever is cancelled while connecting waits for it."""
EVENTS_EXCHANGE = RabbitExchange(EVENTS, type=ExchangeType.TOPIC, durable=True, declare=False)

Closed = Callable[[AbstractConnection | None, BaseException | None], None]
Body = TypeVar("Body")
Decode = Callable[[RabbitMessage], Awaitable[Body]]
Handle = Callable[[Body], Awaitable[object]]


class EventBroker(RabbitBroker):
    """FastStream's broker, which keeps its connection: to close it first, and to ask the server on another channel."""

    connection: RobustConnection | None = None

    def __init__(self, amqp_url: str, *, app_id: str, on_close: Sequence[Closed], **options: Any) -> None:
        super().__init__(amqp_url, app_id=app_id, on_close=[self._close_if_unknown, *on_close], **options)
        self.app_id = app_id
        self._orphan_closing: asyncio.Task[None] | None = None

    def _close_if_unknown(self, connection: AbstractConnection | None, _: BaseException | None) -> None:
        """A connection that is lost while it is being opened belongs to nobody and would reconnect for ever (T19)."""
        if self.connection is None and self._orphan_closing is None and connection is not None:
            self._orphan_closing = asyncio.create_task(connection.close())

    async def connect(self) -> RobustConnection:
        """Connect, or answer the connection there is. Raises connection errors."""
        self.connection = await super().connect()
        return self.connection


def make_broker(amqp_url: str, service: str, on_close: Closed | None = None) -> EventBroker:
    """A broker whose publishes are confirmed and raise when nothing is bound (T1).

    FastDepends is off: a synchronous dependency would go through a thread before the handler, which loses the order.
    Waiting for handlers at the end is off too: that is the session's business. So is its log, which would write the
    words of an error, and they may be personal (T16).
    """
    return EventBroker(
        amqp_url,
        timeout=10,
        reconnect_interval=1.0,
        default_channel=Channel(publisher_confirms=True, on_return_raises=True),
        on_close=[on_close] if on_close else [],
        app_id=f"tongxin.{service}",
        graceful_timeout=None,
        apply_types=False,
        logger=None,
    )


async def connect(broker: EventBroker) -> RobustConnection:
    """Connect, and answer the connection.

    When cancelled meanwhile, wait until it has connected (at most CANCELLED_S) and close it then: aio_pika swallows the
    cancellation of an attempt to connect and goes on for ever, which would keep the process alive.
    """
    connecting = asyncio.create_task(broker.connect())
    connecting.add_done_callback(_seen)
    try:
        return await asyncio.shield(connecting)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(CANCELLED_S):
                await asyncio.shield(connecting)
        await close(broker)
        raise


def _seen(connecting: asyncio.Task[RobustConnection]) -> None:
    """Look at a failure that nobody waits for any more: asyncio would log it, with its words, when it is collected."""
    if not connecting.cancelled():
        connecting.exception()


async def publish(
    broker: EventBroker, body: bytes, event_type: str, event_id: str, correlation_id: str, queue: str | None = None
) -> None:
    """Publish one event: persistent (T8), mandatory and confirmed (T1), under its type as the routing key (T13), to
    everybody who is bound, or into one ``queue`` alone.

    Returns once every queue holds it. Raises aio_pika's DeliveryError when it was refused or returned, and connection
    errors or TimeoutError when nobody knows. Goes to the exchange that FastStream declares: its own ``publish`` forgets
    the timeout (T18) and takes longer.
    """
    wanted = EVENTS_EXCHANGE if queue is None else RabbitExchange()
    exchange = await broker.declare_exchange(wanted)  # from the broker's memory after the first time
    message = _message(broker, body, event_type, event_id, correlation_id)
    await exchange.publish(message, queue or event_type, mandatory=True, timeout=PUBLISH_TIMEOUT_S)


async def publish_apart(broker: EventBroker, body: bytes, event_type: str, event_id: str, correlation_id: str) -> None:
    """The same on a channel of its own, so that one which the broker closes on this event takes no other with it.

    Raises ConnectionError without a connection.
    """
    if broker.connection is None:
        raise ConnectionError
    channel = await broker.connection.channel(publisher_confirms=True, on_return_raises=True)
    try:
        exchange = await channel.get_exchange(EVENTS, ensure=False)
        message = _message(broker, body, event_type, event_id, correlation_id)
        await exchange.publish(message, event_type, mandatory=True, timeout=PUBLISH_TIMEOUT_S)
    finally:
        with contextlib.suppress(Exception):
            await channel.close()


def says_something_of_the_message(error: BaseException) -> bool:
    """Whether a publish failed for what was published: the broker closed the channel or connection over it, or it could
    not even be written. A broker that is away, silent or without our exchange says nothing of it."""
    if isinstance(error, ChannelNotFoundEntity):
        return False
    if isinstance(error, ChannelClosed | ConnectionClosed):
        return True
    return not isinstance(error, AMQPError | OSError | TimeoutError | RuntimeError | asyncio.CancelledError)


def _message(broker: EventBroker, body: bytes, event_type: str, event_id: str, correlation_id: str) -> Message:
    return Message(
        body,
        content_type=CONTENT_TYPE,
        delivery_mode=DeliveryMode.PERSISTENT,
        message_id=event_id,
        correlation_id=correlation_id,
        type=event_type,
        app_id=broker.app_id,
    )


def subscribe(router: RabbitRouter, queue: str, prefetch: int, decode: Decode[Body], handle: Handle[Body]) -> None:
    """Subscribe to a queue that exists (T3): acked by hand alone (T4, T5, T6), at most ``prefetch`` unacked (T2).

    ``handle`` gets what ``decode`` makes of a message. Raises ValueError without a positive prefetch, or when either is
    not a coroutine function: those run in threads, which loses the order.
    """
    if not (inspect.iscoroutinefunction(handle) and inspect.iscoroutinefunction(decode)):
        raise ValueError("a synchronous handler or decoder would be run in a thread, out of order")
    if prefetch < 1:
        raise ValueError("a subscriber needs a prefetch of at least 1; without one RabbitMQ sends everything at once")
    router.subscriber(
        RabbitQueue(queue, queue_type=QueueType.QUORUM, durable=True, declare=False),
        channel=Channel(prefetch_count=prefetch),
        ack_policy=AckPolicy.MANUAL,
        decoder=decode,
        no_reply=True,
    )(handle)


def listen(router: RabbitRouter, queue: str, hear: Callable[[bytes], Awaitable[None]]) -> None:
    """Hear the bodies that come to a queue of one's own. They count as acked when sent: what is not heard is lost (T4),
    so this is for hints alone."""
    router.subscriber(
        RabbitQueue(queue, exclusive=True, auto_delete=True, declare=False),
        ack_policy=AckPolicy.ACK_FIRST,
        decoder=_body_of,
        no_reply=True,
    )(hear)


async def _body_of(message: RabbitMessage) -> bytes:
    return bytes(message.body)


async def start_consuming(broker: EventBroker) -> None:
    """Start all subscribers. Each counts as running before its first delivery can come: FastStream drops earlier ones
    and leaves them unacked (T17)."""
    for subscriber in broker.subscribers:
        subscriber.running = True
    await broker.start()


async def close(broker: EventBroker) -> None:
    """Close whatever there is within CLOSE_S seconds; it never raises.

    The connection goes first, with the consumers still on it, so that what is unacked returns before the next consumer
    takes over (docs/adr/0011). FastStream begins with handlers, consumers and channels (T9), and one stuck handler or
    a silent server would leave a connection behind that the server still takes for our consumer.
    """
    with contextlib.suppress(Exception):
        async with asyncio.timeout(CLOSE_S):
            if broker.connection is not None:
                await broker.connection.close()
            await broker.stop()


async def count_consumers(broker: EventBroker, queue: str) -> int:
    """How many consumers the server itself knows on a queue (T11: a connection that answers proves nothing)."""
    return (await look_at(broker, queue))[1]


async def look_at(broker: EventBroker, queue: str) -> tuple[int, int]:
    """How many messages are ready in a queue, and how many consumers it has, by the server's word.

    Uses a channel of its own; after a failure that channel stays until the connection closes. Raises
    ChannelNotFoundEntity when the queue is gone.
    """
    if broker.connection is None:
        return 0, 0
    channel = await broker.connection.channel()
    found = await channel.declare_queue(queue, passive=True)
    await channel.close()
    return found.declaration_result.message_count or 0, found.declaration_result.consumer_count or 0
