"""The private servers serve, survive being killed with their data, and leave no process behind."""

from __future__ import annotations

from pathlib import Path

import aio_pika
import pytest
from pymongo import MongoClient

from deploy.local.handshake import amqp_answers
from deploy.local.mongod import Mongod
from deploy.local.ports import free_port
from deploy.local.rabbitmq import RabbitMQ
from tests.servers import Servers, queues_outlive_a_kill

pytestmark = pytest.mark.servers


def alive_below(home: Path) -> list[str]:
    """Command lines of living processes that name `home`, in their arguments or as their HOME."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (
                str(home).encode() in (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            ):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


async def test_vhost_is_fresh_and_takes_a_message(vhost_url: str, amqp_url: str) -> None:
    assert vhost_url != amqp_url
    async with await aio_pika.connect(vhost_url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("q", durable=True, arguments={"x-queue-type": "quorum"})
        await channel.default_exchange.publish(aio_pika.Message(b"hello"), "q")
        message = await queue.get(timeout=5)
        await message.ack()
    assert message.body == b"hello"


def test_database_is_a_writable_replica_set(mongo_url: str, database: str) -> None:
    with MongoClient[dict[str, object]](mongo_url) as client:
        with client.start_session() as session, session.start_transaction():
            client[database + "a"].things.insert_one({"_id": 1}, session=session)
        assert client[database + "a"].things.count_documents({}) == 1


def test_login_with_a_wrong_password_or_on_a_closed_port_is_no_answer(servers: Servers) -> None:
    assert amqp_answers(servers.amqp_url)
    assert not amqp_answers(servers.amqp_url.replace("guest:guest", "guest:wrong"))
    assert not amqp_answers(f"amqp://127.0.0.1:{free_port()}/")


async def test_broker_killed_and_restarted_keeps_a_confirmed_message(own_broker: RabbitMQ) -> None:
    async with await aio_pika.connect(own_broker.url) as connection:
        channel = await connection.channel()
        await channel.declare_queue("kept", durable=True, arguments={"x-queue-type": "quorum"})
        persistent = aio_pika.Message(b"kept", delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await channel.default_exchange.publish(persistent, "kept")
    await queues_outlive_a_kill(own_broker)
    before = own_broker.pid
    own_broker.restart()
    assert own_broker.pid != before
    async with await aio_pika.connect(own_broker.url) as connection:
        queue = await (await connection.channel()).get_queue("kept")
        message = await queue.get(timeout=10)
        await message.ack()
        await queue.delete(if_unused=False, if_empty=False)
    assert message.body == b"kept"


def test_mongod_killed_and_restarted_keeps_a_majority_write(own_mongod: Mongod) -> None:
    with MongoClient[dict[str, object]](own_mongod.url) as client:
        client["kept"].things.insert_one({"_id": "kept"})
    own_mongod.restart()
    with MongoClient[dict[str, object]](own_mongod.url) as client:
        assert client["kept"].things.find_one({"_id": "kept"})


def test_mongod_writes_no_word_of_what_it_stores_into_its_log(own_mongod: Mongod) -> None:
    with MongoClient[dict[str, object]](own_mongod.url) as client:
        client.admin.command("profile", 0, slowms=-1)
        client["kept"].people.insert_one({"name": "a-word-of-somebody"})
        client["kept"].people.find_one({"name": {"$regex": "a-word-of-somebody"}})
        client.admin.command("profile", 0, slowms=100)
    assert "a-word-of-somebody" not in own_mongod.log.read_text()


def test_stopped_servers_leave_no_process_and_start_again_on_other_ports(tmp_path: Path) -> None:
    homes = (tmp_path / "m", tmp_path / "r")
    for _round in range(2):
        mongod, broker = Mongod(homes[0]), RabbitMQ(homes[1])
        mongod.start()
        broker.start()
        assert len(alive_below(tmp_path)) >= 3
        broker.stop()
        mongod.stop()
        assert alive_below(tmp_path) == []
