"""A folder of `make up` may be moved, or unpacked on another machine: its broker finds its queues there."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import aio_pika
import pytest
from aio_pika.exceptions import ChannelNotFoundEntity

from deploy.local.moved_queues import find_moved_queues
from deploy.local.rabbitmq import RabbitMQ
from tests.servers import queues_outlive_a_kill

NOTED = """system_config => #{data_dir =>
   "/old home/rabbitmq/data/tongxin@localhost/quorum/tongxin@localhost", name => quorum_queues,
   wal_data_dir => "/old home/rabbitmq/data/tongxin@localhost/quorum/tongxin@localhost"}, uid => <<"2F_Q">>}.
"""


def test_noted_paths_follow_the_data_and_nothing_else_changes(tmp_path: Path) -> None:
    config = tmp_path / "data/tongxin@localhost/quorum/tongxin@localhost/2F_Q/config"
    config.parent.mkdir(parents=True)
    config.write_text(NOTED)
    for _ in range(2):
        find_moved_queues(tmp_path / "data")
        assert config.read_text() == NOTED.replace("/old home/rabbitmq", str(tmp_path))
    assert [one.name for one in config.parent.iterdir()] == ["config"]


async def _with_its_stream(connection: aio_pika.abc.AbstractConnection) -> aio_pika.abc.AbstractChannel:
    """A channel, once the broker has found its stream again: a moment after it lets clients in."""
    async with asyncio.timeout(60):
        while True:
            channel = await connection.channel()
            with suppress(ChannelNotFoundEntity):
                await channel.declare_queue("log", durable=True, arguments={"x-queue-type": "stream"})
                return channel
            await asyncio.sleep(0.5)


@pytest.mark.servers
@pytest.mark.timeout(300)
async def test_broker_that_was_moved_keeps_queues_and_stream(tmp_path: Path) -> None:
    broker = RabbitMQ(tmp_path / "here")
    broker.start()
    try:
        async with await aio_pika.connect(broker.url) as connection:
            channel = await connection.channel()
            await channel.declare_queue("kept", durable=True, arguments={"x-queue-type": "quorum"})
            await channel.declare_queue("log", durable=True, arguments={"x-queue-type": "stream"})
            persistent = aio_pika.Message(b"kept", delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
            await channel.default_exchange.publish(persistent, "kept")
        await queues_outlive_a_kill(broker)
    finally:
        broker.stop()
    (tmp_path / "here").rename(tmp_path / "there")
    moved = RabbitMQ(tmp_path / "there")
    moved.start()
    try:
        async with await aio_pika.connect(moved.url) as connection:
            channel = await _with_its_stream(connection)
            message = await (await channel.get_queue("kept")).get(timeout=10)
            await message.ack()
        assert message.body == b"kept"
    finally:
        moved.stop()
