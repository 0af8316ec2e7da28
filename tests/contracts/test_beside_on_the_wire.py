"""On a real broker: both versions of one event go out under one id; the log holds the new one."""

import asyncio
from datetime import UTC, datetime

import aio_pika
import pytest

from shared.contracts.decoding import decode
from shared.contracts.grants import ProjectFrozen
from shared.kernel.cause import Actor, Cause
from shared.messaging.relay import Relay
from shared.messaging.topology import EVENTS, declare_topology
from shared.storage.documents import envelopes
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of

pytestmark = pytest.mark.servers

FROZEN = ProjectFrozen(project_id="p", organisation_id="o", project_no="资2026-0001", reason_codes=["penalised"])


async def test_relay_sends_both_versions_as_one_event(mongo_url: str, vhost_url: str, database: str) -> None:
    await declare_topology(vhost_url, {})
    client = connect(mongo_url)
    storage = database_of(client, f"{database}grants")
    relay = Relay(storage, vhost_url, "grants")
    cause = Cause("k-1", Actor("service:registry"), datetime(2026, 11, 23, tzinfo=UTC), correlation_id="c-1")
    outbox = envelopes([FROZEN], "grants", "p", 0, cause, None)
    async with await aio_pika.connect(vhost_url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(EVENTS, "#")
        await relay.start()
        relay.offer("projects", "p", outbox)
        async with asyncio.timeout(20), queue.iterator() as deliveries:
            bodies = [(await anext(deliveries)).body for _ in range(2)]
        await relay.stop()
    old, new = (decode(body) for body in bodies)
    assert (old.event.type, new.event.type) == ("grants.project.frozen.v1", "grants.project.frozen.v2")
    assert (old.event.id, old.event.subject, old.event.sequence) == (new.event.id, new.event.subject, 1)
    assert old.contract == new.contract == FROZEN
    logged = await storage["events"].find({}).to_list(None)
    assert [(event["_id"], event["type"]) for event in logged] == [(new.event.id, "grants.project.frozen.v2")]
    client.close()
