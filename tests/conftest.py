"""Fixtures with real servers, started once per run, and what holds for every test."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator

import pytest
import structlog
from pymongo import MongoClient

from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from tests.run.depth import choose_depth
from tests.run.plan import in_order
from tests.servers import Servers, a_broker, a_mongod, running_servers, started

pytest_plugins = ["tests.run.workers", "tests.run.times", "tests.coverage.measuring"]


def pytest_configure() -> None:
    """Look as deep as was asked for."""
    choose_depth()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests into the plan's order."""
    items[:] = in_order(items)


@pytest.fixture(autouse=True, scope="session")
def plain_log() -> None:
    """Log lines without drawings of whole stacks: those take seconds."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


@pytest.fixture
def restored_log() -> Iterator[None]:
    """The log as it was, after a test that makes it as a service has it."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.configure(**before)


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """One MongoDB and one RabbitMQ for the whole run: a worker is told where they are, a run without workers asks."""
    if told := getattr(request.config, "workerinput", {}).get("servers"):
        yield Servers(**told)
        return
    with running_servers(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture(scope="session")
def mongo_url(servers: Servers) -> str:
    """The address of the run's MongoDB."""
    return servers.mongo_url


@pytest.fixture(scope="session")
def amqp_url(servers: Servers) -> str:
    """The address of the run's RabbitMQ, default virtual host: use names of your own there, or `vhost_url`."""
    return servers.amqp_url


@pytest.fixture
def database(mongo_url: str) -> Iterator[str]:
    """A database-name prefix that nobody used before; every database under it is dropped after the test."""
    prefix = f"t{uuid.uuid4().hex[:10]}_"
    yield prefix
    with MongoClient[dict[str, object]](mongo_url) as client:
        for name in client.list_database_names():
            if name.startswith(prefix):
                client.drop_database(name)


@pytest.fixture
def vhost_url(servers: Servers) -> Iterator[str]:
    """The address of a virtual host made for this test: every queue and exchange name is free there."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    yield servers.vhost_url(name)
    servers.management.drop_vhost(name)


@pytest.fixture(scope="session")
def _killable_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMQ]:
    broker = a_broker(tmp_path_factory.mktemp("own") / "rabbitmq")
    with started(broker):
        yield broker


@pytest.fixture
def own_broker(_killable_broker: RabbitMQ) -> RabbitMQ:
    """A broker that a test may `kill()`, `start()` and `restart()`; it runs again before the next test.

    Between declaring a quorum queue and `kill()`, `queues_outlive_a_kill` waits until it may.
    """
    if not _killable_broker.running:
        _killable_broker.start()
    return _killable_broker


@pytest.fixture(scope="session")
def _killable_mongod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    server = a_mongod(tmp_path_factory.mktemp("own") / "mongod")
    with started(server):
        yield server


@pytest.fixture
def own_mongod(_killable_mongod: Mongod) -> Mongod:
    """A MongoDB that a test may `kill()`, `start()` and `restart()`; it runs again before the next test."""
    if not _killable_mongod.running:
        _killable_mongod.start()
    return _killable_mongod
