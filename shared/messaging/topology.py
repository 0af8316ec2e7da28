"""The names on the broker and their arguments: the one place that says what is declared, and that declares it."""

from collections.abc import Collection, Mapping

import aio_pika
from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractExchange, AbstractQueue

from shared.contracts.catalogue import all_contracts

EVENTS = "tongxin.events"
DEAD = "tongxin.dead"
EVENT_LOG = "tongxin.events.log"

DELIVERY_LIMIT = 50
"""Returns before the last net catches a message. Restarts count as returns, so it is far above any normal number;
having a limit at all is also what makes a quorum queue give returned messages back at its head, in order."""

LAST_NET_LIMIT = 1_000_000
MAX_MESSAGES = 5_000_000
EVENT_LOG_AGE = "30D"


def queue_of(service: str) -> str:
    """The one queue of a consuming service; order per subject holds across event types because there is only one."""
    return f"tongxin.{service}"


def dead_queue_of(service: str) -> str:
    """Where the broker puts what was returned too often: the last net."""
    return f"tongxin.{service}.dead"


def queue_arguments(service: str) -> Mapping[str, str | int]:
    """Arguments of a service's queue, right on RabbitMQ 3.10 and 4.x alike. They cannot change on a live queue."""
    return {
        "x-queue-type": "quorum",
        "x-single-active-consumer": True,
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-routing-key": queue_of(service),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
        "x-max-length": MAX_MESSAGES,
    }


def dead_queue_arguments() -> Mapping[str, str | int]:
    """Arguments of a last-net queue. There is no net below it, and RabbitMQ 4 drops after 20 returns unless told."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": LAST_NET_LIMIT,
        "x-overflow": "reject-publish",
        "x-max-length": MAX_MESSAGES,
    }


async def declare_topology(amqp_url: str, services: Mapping[str, Collection[str]]) -> None:
    """Declare exchanges, queues and bindings: ``services`` maps each consuming service to the types it handles.

    Uses a connection of its own, never a serving broker's channel (whose cache would then ignore the subscriber's
    prefetch). Bindings to known types that are no longer handled are taken away. Safe to repeat.
    Raises aiormq's ChannelPreconditionFailed when a queue exists with other arguments.
    """
    connection = await aio_pika.connect(amqp_url, timeout=10)
    async with connection:
        channel = await connection.channel()
        events = await channel.declare_exchange(EVENTS, ExchangeType.TOPIC, durable=True)
        dead = await channel.declare_exchange(DEAD, ExchangeType.DIRECT, durable=True)
        log = await channel.declare_queue(
            EVENT_LOG, durable=True, arguments={"x-queue-type": "stream", "x-max-age": EVENT_LOG_AGE}
        )
        await log.bind(events, "#")
        for service, types in services.items():
            queue = await _declare_queues(channel, service, events, dead, types)
            for type_ in set(all_contracts()) - set(types):
                await queue.unbind(events, type_)


async def ensure_queue(amqp_url: str, service: str, types: Collection[str]) -> None:
    """Refuse to consume from a queue that is not ours: one without our delivery limit or dead-letter exchange.

    Redeclaring with our arguments is the check, and brings back a queue or a binding that somebody took away; nothing
    is unbound, for a newer version of the service may be starting beside this one. Raises aiormq's
    ChannelPreconditionFailed on any difference, and ChannelNotFoundEntity when the exchanges were never declared.
    """
    connection = await aio_pika.connect(amqp_url, timeout=10)
    async with connection:
        channel = await connection.channel()
        events, dead = await channel.get_exchange(EVENTS), await channel.get_exchange(DEAD)
        await _declare_queues(channel, service, events, dead, types)


async def declare_tap(connection: AbstractConnection, types: Collection[str]) -> str:
    """A queue for one listener, bound to these types; it goes with the connection. Answers its name."""
    channel = await connection.channel()
    queue = await channel.declare_queue(exclusive=True, auto_delete=True)
    for type_ in types:
        await queue.bind(EVENTS, type_)
    await channel.close()
    return queue.name


async def _declare_queues(
    channel: AbstractChannel, service: str, events: AbstractExchange, dead: AbstractExchange, types: Collection[str]
) -> AbstractQueue:
    last_net = await channel.declare_queue(dead_queue_of(service), durable=True, arguments=dict(dead_queue_arguments()))
    await last_net.bind(dead, queue_of(service))
    queue = await channel.declare_queue(queue_of(service), durable=True, arguments=dict(queue_arguments(service)))
    for type_ in types:
        await queue.bind(events, type_)
    return queue
