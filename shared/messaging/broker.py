"""FastStream's RabbitMQ broker with every default that could lose, repeat hotly or flood owned here.

The numbers T1 to T15 are the traps measured in the design notes; tests/messaging/test_traps.py and test_traps_ends.py
show each on a real broker.
"""

import asyncio
import contextlib
import inspect
from collections.abc import Awaitable, Callable

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from faststream import AckPolicy
from faststream.rabbit import Channel, ExchangeType, RabbitBroker, RabbitExchange, RabbitMessage, RabbitQueue
from faststream.rabbit.schemas.queue import QueueType
from faststream.rabbit.subscriber.usecase import RabbitSubscriber

from shared.messaging.topology import EVENTS

PUBLISH_TIMEOUT_S = 15.0
CLOSE_S = 3.0
EVENTS_EXCHANGE = RabbitExchange(EVENTS, type=ExchangeType.TOPIC, durable=True, declare=False)

Closed = Callable[[AbstractConnection | None, BaseException | None], None]
Delivered = Callable[[AbstractIncomingMessage], Awaitable[None]]


def make_broker(amqp_url: str, service: str, on_close: Closed | None = None) -> RabbitBroker:
    """A broker whose publishes are confirmed and raise when nothing is bound (T1).

    FastDepends is off: a synchronous dependency would go through a thread before the handler, which loses the order.
    Waiting for handlers at the end is off too: that is the session's business.
    """
    return RabbitBroker(
        amqp_url,
        timeout=10,
        reconnect_interval=1.0,
        default_channel=Channel(publisher_confirms=True, on_return_raises=True),
        on_close=[on_close] if on_close else None,
        app_id=f"tongxin.{service}",
        graceful_timeout=None,
        apply_types=False,
        logger=None,
    )


async def connect(broker: RabbitBroker) -> None:
    """Connect; whoever is cancelled meanwhile lets it connect first (at most 5 s), and then closes it.

    aio_pika swallows the cancelling of an attempt to connect and goes on for ever, which would keep the process alive.
    """
    connecting = asyncio.create_task(broker.connect())
    try:
        await asyncio.shield(connecting)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(5):
                await asyncio.shield(connecting)
        await close(broker)
        raise


async def publish(broker: RabbitBroker, body: bytes, event_type: str, event_id: str, content_type: str) -> None:
    """Publish one event: persistent (T8), mandatory and confirmed (T1), under its type as the routing key (T13).

    Returns once every queue holds it. Raises aio_pika's DeliveryError when it was refused or returned, and connection
    errors or TimeoutError when nobody knows.
    """
    exchange = await broker.declare_exchange(EVENTS_EXCHANGE)  # from the broker's memory after the first time
    message = Message(
        body,
        content_type=content_type,
        delivery_mode=DeliveryMode.PERSISTENT,
        message_id=event_id,
        type=event_type,
        app_id=broker.config.app_id,
    )
    await exchange.publish(message, event_type, mandatory=True, timeout=PUBLISH_TIMEOUT_S)


def subscribe(broker: RabbitBroker, queue: str, prefetch: int, deliver: Delivered) -> RabbitSubscriber:
    """Subscribe to a queue that exists (T3): acked by hand alone (T4, T5, T6), at most ``prefetch`` unacked (T2).

    ``deliver`` gets the raw message, so that a body that cannot be decoded reaches it too. Raises ValueError without a
    positive prefetch, or when ``deliver`` is no coroutine function: those go through threads, which loses the order.
    """
    if not inspect.iscoroutinefunction(deliver):
        raise ValueError("a synchronous handler would be run in a thread, out of order")
    if prefetch < 1:
        raise ValueError("a subscriber needs a prefetch of at least 1; without one RabbitMQ sends everything at once")
    subscriber = broker.subscriber(
        RabbitQueue(queue, queue_type=QueueType.QUORUM, durable=True, declare=False),
        channel=Channel(prefetch_count=prefetch),
        ack_policy=AckPolicy.MANUAL,
        decoder=_leave_raw,
        no_reply=True,
    )

    subscriber(deliver)
    return subscriber


async def start_consuming(subscriber: RabbitSubscriber) -> None:
    """Start a subscriber. It counts as running before the first delivery can come: FastStream drops earlier ones."""
    subscriber.running = True
    await subscriber.start()


async def close_without_cancelling(broker: RabbitBroker, *subscribers: RabbitSubscriber) -> None:
    """Close the connection with the consumers still on it, so that what is unacked returns before anybody succeeds.

    FastStream's own stop waits for handlers and then cancels (T9); without a tag it leaves the cancel out.
    """
    for subscriber in subscribers:
        subscriber._consumer_tag = None
    await close(broker)


async def close(broker: RabbitBroker) -> None:
    """Close whatever there is within CLOSE_S seconds; it never raises.

    The connection goes first: FastStream begins with handlers and channels, and one stuck handler or a silent server
    would leave a connection behind that the broker still takes for our consumer.
    """
    with contextlib.suppress(Exception):
        async with asyncio.timeout(CLOSE_S):
            if broker._connection is not None:
                await broker._connection.close()
            await broker.stop()


async def count_consumers(subscriber: RabbitSubscriber) -> int:
    """How many consumers the broker itself knows on the queue (T11: a connection that answers proves nothing)."""
    queue = subscriber._queue_obj
    if queue is None:
        return 0
    channel = await queue.channel.get_underlay_channel()  # a robust channel would answer from its memory
    declared = await channel.queue_declare(queue.name, passive=True)
    return declared.consumer_count or 0


async def _leave_raw(message: RabbitMessage) -> AbstractIncomingMessage:
    return message.raw_message
