"""Storage that takes probes and cuts other writes: no delivery is spent on it, and nothing needs a person."""

import asyncio
import os
from collections.abc import Mapping
from typing import Any

import aio_pika
import pytest

from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.cause import Cause
from shared.messaging import topology
from shared.messaging.topology import declare_topology
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually
from tests.messaging.flapping import every_other, flapping
from tests.messaging.running import DEAD_QUEUE, QUEUE, SERVICE, TYPE, Consuming, Ground, events, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

FLAPS_FOR_S = float(os.environ.get("TONGXIN_TEST_FLAPPING_S", "30"))
"""Seconds; 180 shows the delivery limit of the product spent where it is spent at all."""


async def queues_with_limit(ground: Ground, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same queues, where fewer returns spend the limit."""
    monkeypatch.setattr(topology, "DELIVERY_LIMIT", limit)
    async with await aio_pika.connect(ground.amqp_url) as connection:
        channel = await connection.channel()
        for queue in (QUEUE, DEAD_QUEUE):
            await channel.queue_delete(queue)
    await declare_topology(ground.amqp_url, {SERVICE: [TYPE]})


@pytest.mark.timeout(FLAPS_FOR_S * 10 + 60)
async def test_flapping_storage_spends_no_delivery_limit_and_parks_nothing(
    ground: Ground, mongo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two long lines of slow reactions, so that what is at their ends is in hand all the time."""
    await queues_with_limit(ground, 5 if FLAPS_FOR_S < 180 else 50, monkeypatch)
    subjects, upto = ("a", "b"), int(FLAPS_FOR_S * 3)
    await ground.open_ledgers(*subjects)
    for subject in subjects:
        await ground.send(*events(subject, numbers(upto)))
    loop = asyncio.get_running_loop()
    since = loop.time()
    is_cut = every_other(2, since)

    def cuts(_: Mapping[str, Any]) -> bool:
        return loop.time() < since + FLAPS_FOR_S and is_cut(loop.time())

    async with flapping(mongo_url, cuts) as proxy:
        client = connect(proxy.url, patience_s=0.5)
        side = Consuming(Ground(database_of(client, ground.db.name), ground.amqp_url))
        entering = side.entering

        async def slowly(event: Any, cause: Cause) -> None:
            await asyncio.sleep(0.2)
            await entering(event, cause)

        side.reactions._by_contract[ProjectUnfrozen] = slowly
        states = set[str]()
        async with side:
            while not all([await ground.has(subject, upto) for subject in subjects]):
                states |= set((await ground.unfinished()).values())
                assert "parked" not in states
                assert loop.time() < since + 10 * FLAPS_FOR_S
                await asyncio.sleep(0.25)
            await eventually(lambda: ground.is_unfinished({}))
        client.close()
    print(f"{FLAPS_FOR_S:g} s: writes cut {proxy.cut}, passed {proxy.passed}, states seen {sorted(states)}")
    assert proxy.cut > FLAPS_FOR_S / 4
    assert {subject: await ground.values(subject) for subject in subjects} == {s: numbers(upto) for s in subjects}
    assert await ground.left_in(DEAD_QUEUE) == (0, 0)
