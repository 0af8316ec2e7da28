"""What is declared on the broker, again and again, and what is refused."""

from typing import Any

import aio_pika
import pytest
from aiormq.exceptions import ChannelNotFoundEntity, ChannelPreconditionFailed

from shared.contracts.grants import ProjectOpened, ProjectUnfrozen
from shared.messaging.topology import (
    DEAD,
    DELIVERY_LIMIT,
    EVENT_LOG,
    EVENTS,
    dead_queue_of,
    declare_topology,
    ensure_queue,
    queue_of,
)
from tests.servers import Servers

pytestmark = pytest.mark.servers

A, B = ProjectOpened.type(), ProjectUnfrozen.type()


def bindings(servers: Servers, vhost_url: str) -> set[tuple[str, str, str]]:
    """(exchange, key, queue) of everything that is bound by name."""
    found = servers.management.ask("GET", f"bindings/{vhost_url.rpartition('/')[2]}")
    return {(one["source"], one["routing_key"], one["destination"]) for one in found if one["source"]}


def queues(servers: Servers, vhost_url: str) -> dict[str, dict[str, Any]]:
    """Arguments by queue."""
    found = servers.management.ask("GET", f"queues/{vhost_url.rpartition('/')[2]}")
    return {one["name"]: one["arguments"] for one in found}


async def test_each_service_gets_a_queue_bound_to_its_types_and_a_last_net(servers: Servers, vhost_url: str) -> None:
    for _ in range(2):
        await declare_topology(vhost_url, {"one": [A, B], "two": [B]})
    assert bindings(servers, vhost_url) == {
        (EVENTS, "#", EVENT_LOG),
        (EVENTS, A, "tongxin.one"),
        (EVENTS, B, "tongxin.one"),
        (EVENTS, B, "tongxin.two"),
        (DEAD, "tongxin.one", "tongxin.one.dead"),
        (DEAD, "tongxin.two", "tongxin.two.dead"),
    }
    arguments = queues(servers, vhost_url)
    live, last = arguments[queue_of("one")], arguments[dead_queue_of("one")]
    assert (live["x-queue-type"], live["x-single-active-consumer"]) == ("quorum", True)
    assert (live["x-delivery-limit"], live["x-dead-letter-exchange"]) == (DELIVERY_LIMIT, DEAD)
    assert (live["x-dead-letter-strategy"], live["x-overflow"]) == ("at-least-once", "reject-publish")
    assert last["x-delivery-limit"] >= 1_000_000
    assert (arguments[EVENT_LOG]["x-queue-type"], arguments[EVENT_LOG]["x-max-age"]) == ("stream", "30D")


async def test_type_that_is_no_longer_handled_is_unbound_by_preparing_and_not_by_a_running_consumer(
    servers: Servers, vhost_url: str
) -> None:
    await declare_topology(vhost_url, {"one": [A, B]})
    await ensure_queue(vhost_url, "one", [A])
    assert (EVENTS, B, "tongxin.one") in bindings(servers, vhost_url)
    await declare_topology(vhost_url, {"one": [A]})
    assert (EVENTS, B, "tongxin.one") not in bindings(servers, vhost_url)


async def test_queue_that_was_taken_away_is_brought_back_with_its_bindings(servers: Servers, vhost_url: str) -> None:
    await declare_topology(vhost_url, {"one": [A]})
    async with await aio_pika.connect(vhost_url) as connection:
        channel = await connection.channel()
        for name in (queue_of("one"), dead_queue_of("one")):
            await channel.queue_delete(name)
    await ensure_queue(vhost_url, "one", [A])
    assert {(EVENTS, A, "tongxin.one"), (DEAD, "tongxin.one", "tongxin.one.dead")} <= bindings(servers, vhost_url)


@pytest.mark.parametrize("name", [queue_of("one"), dead_queue_of("one")])
async def test_queue_with_other_arguments_is_refused(vhost_url: str, name: str) -> None:
    await declare_topology(vhost_url, {"two": [A]})
    async with await aio_pika.connect(vhost_url) as connection:
        await (await connection.channel()).declare_queue(name, durable=True, arguments={"x-queue-type": "quorum"})
    for asked in (ensure_queue(vhost_url, "one", [A]), declare_topology(vhost_url, {"one": [A]})):
        with pytest.raises(ChannelPreconditionFailed):
            await asked


async def test_nothing_is_consumed_where_nothing_was_prepared(vhost_url: str) -> None:
    with pytest.raises(ChannelNotFoundEntity):
        await ensure_queue(vhost_url, "one", [A])
