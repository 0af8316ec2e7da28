"""Where tests find a real MongoDB and a real RabbitMQ: given addresses, containers, or private servers started here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.handshake import amqp_answers
from deploy.local.management import Management
from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from deploy.replica_set import became_primary


@dataclass(frozen=True)
class Servers:
    """Addresses of the servers that this test run uses; `management` makes virtual hosts."""

    mongo_url: str
    amqp_url: str
    management: Management

    def vhost_url(self, vhost: str) -> str:
        """The AMQP address of `vhost` on the same broker."""
        return f"{self.amqp_url.rstrip('/').removesuffix('/%2F')}/{vhost}"


@contextmanager
def running_servers(home: Path) -> Iterator[Servers]:
    """The servers of one test run, ended on leaving when they were started here."""
    with ExitStack() as stack:
        if os.environ.get("TONGXIN_TEST_CONTAINERS") == "1":
            yield stack.enter_context(_containers())
            return
        mongo_url = os.environ.get("TONGXIN_MONGO_URL")
        if mongo_url is None:
            mongo_url = stack.enter_context(private_mongod(home / "mongod")).url
        amqp_url = os.environ.get("TONGXIN_AMQP_URL")
        if amqp_url is None:
            broker = stack.enter_context(private_broker(home / "rabbitmq"))
            yield Servers(mongo_url, broker.url, broker.management)
            return
        given = os.environ.get("TONGXIN_AMQP_MANAGEMENT_URL", "http://guest:guest@127.0.0.1:15672")
        yield Servers(mongo_url, amqp_url, Management(given))


@contextmanager
def private_mongod(home: Path) -> Iterator[Mongod]:
    """A mongod of this test run's own."""
    server = Mongod(home, cache_gb=0.25)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def private_broker(home: Path) -> Iterator[RabbitMQ]:
    """A RabbitMQ of this test run's own; its data is thrown away, so it ends without ceremony."""
    server = RabbitMQ(home, management=True)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def _containers() -> Iterator[Servers]:
    """The images of docker-compose.yml through testcontainers."""
    from testcontainers.core.container import DockerContainer

    mongo = DockerContainer("mongo:8.0").with_command("--replSet tongxin").with_exposed_ports(27017)
    rabbit = DockerContainer("rabbitmq:4.1-management").with_exposed_ports(5672, 15672)
    with mongo, rabbit:
        host = mongo.get_container_host_ip()
        address = f"{host}:{mongo.get_exposed_port(27017)}"
        mongo_url = f"mongodb://{address}/?directConnection=true"
        _wait(lambda: became_primary(address, advertised="127.0.0.1:27017"), "mongo")
        amqp_url = f"amqp://guest:guest@{host}:{rabbit.get_exposed_port(5672)}/%2F"
        management = Management(f"http://guest:guest@{host}:{rabbit.get_exposed_port(15672)}")
        _wait(lambda: amqp_answers(amqp_url) and management.answers(), "rabbitmq")
        yield Servers(mongo_url, amqp_url, management)


def _wait(ready: Callable[[], bool], name: str, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"the container {name} was not ready within {seconds:.0f} s")
        time.sleep(0.2)
