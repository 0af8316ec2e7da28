"""Where tests find a real MongoDB and a real RabbitMQ: given addresses, containers, or private servers started here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.broker_admin import BrokerAdmin
from deploy.local.handshake import amqp_answers
from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from deploy.local.server import Server
from deploy.replica_set import became_primary
from tests.eventually import eventually


@dataclass(frozen=True)
class Servers:
    """Addresses of the servers that this test run uses: plain texts, so that every process of the run can be told."""

    mongo_url: str
    amqp_url: str
    management_url: str

    @property
    def management(self) -> BrokerAdmin:
        """The broker's HTTP API, which makes virtual hosts."""
        return BrokerAdmin(self.management_url)

    def vhost_url(self, vhost: str) -> str:
        """The AMQP address of `vhost` on the same broker."""
        return f"{self.amqp_url.rstrip('/').removesuffix('/%2F')}/{vhost}"


class Starting:
    """The servers of one test run: `launch` answers their addresses, `wait` returns when they answer, `end` ends them.

    Servers that were given by address are neither started nor ended.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._own: list[Server] = []
        self._stack = ExitStack()

    def launch(self) -> Servers:
        """Start what was not given, side by side, and do not wait; containers alone are waited for here."""
        if os.environ.get("TONGXIN_TEST_CONTAINERS") == "1":
            return self._stack.enter_context(_containers())
        mongo_url, amqp_url = os.environ.get("TONGXIN_MONGO_URL"), os.environ.get("TONGXIN_AMQP_URL")
        management_url = os.environ.get("TONGXIN_AMQP_MANAGEMENT_URL", "http://guest:guest@127.0.0.1:15672")
        if mongo_url is None:
            mongod = a_mongod(self._home / "mongod")
            self._launch(mongod)
            mongo_url = mongod.url
        if amqp_url is None:
            broker = a_broker(self._home / "rabbitmq")
            self._launch(broker)
            amqp_url, management_url = broker.url, broker.management_url
        return Servers(mongo_url, amqp_url, management_url)

    def wait(self) -> None:
        """Return when everything that was launched serves; raises `DidNotStart`."""
        for server in self._own:
            server.wait()

    def end(self) -> None:
        """End what was launched; its data is thrown away, so it ends without ceremony."""
        self._stack.close()

    def _launch(self, server: Server) -> None:
        self._stack.callback(server.kill)
        server.launch()
        self._own.append(server)


@contextmanager
def running_servers(home: Path) -> Iterator[Servers]:
    """The servers of one test run, ended on leaving when they were started here."""
    starting = Starting(home)
    try:
        servers = starting.launch()
        starting.wait()
        yield servers
    finally:
        starting.end()


def a_mongod(home: Path) -> Mongod:
    """A mongod of this test run's own, not started yet."""
    return Mongod(home, cache_gb=0.25)


def a_broker(home: Path) -> RabbitMQ:
    """A RabbitMQ of this test run's own, not started yet."""
    return RabbitMQ(home, management=True)


@contextmanager
def started(server: Server) -> Iterator[None]:
    """The server runs until leaving; then it ends as by a power cut, and its data is thrown away."""
    server.start()
    try:
        yield
    finally:
        server.kill()


async def queues_outlive_a_kill(broker: RabbitMQ) -> None:
    """Wait until the queues declared so far outlive `broker.kill()`, for about a second.

    RabbitMQ 3.10 saves the table of its quorum queues half a second to a second after a change; killed before that, it
    comes back with a queue that never elects a leader, or with an older one of the same name. The table's file says at
    its ninth byte whether it is saved (stdlib's dets.erl: CLOSED_PROPERLY).
    """
    table = next(broker.home.glob("data/*/quorum/*/names.dets"))
    await eventually(lambda: table.read_bytes()[8:12] == b"\0\0\0\1")


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
        servers = Servers(mongo_url, amqp_url, f"http://guest:guest@{host}:{rabbit.get_exposed_port(15672)}")
        _wait(lambda: amqp_answers(amqp_url) and servers.management.answers(), "rabbitmq")
        yield servers


def _wait(ready: Callable[[], bool], name: str, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"the container {name} was not ready within {seconds:.0f} s")
        time.sleep(0.2)
