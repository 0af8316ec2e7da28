"""Schemathesis over each service's own OpenAPI on real servers: whatever is sent, there is no server error."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import httpx
import pytest
import schemathesis
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import HealthCheck, Phase, given, settings
from joserfc.jwk import OKPKey

from shared.host import ServiceSpec, service_of
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.roles import Role
from shared.messaging.topology import declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database
from shared.web.actor import mint
from tests.run.depth import tries

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

SERVICES = ("registry", "grants", "rescue", "notify")
ROLES = frozenset(Role)
EXAMPLES = tries(12, full=200)


@contextmanager
def serving(spec: ServiceSpec, mongo_url: str, amqp_url: str, prefix: str, home: Path) -> Iterator[tuple[str, OKPKey]]:
    """The service on a free port of the loopback, and the key that its callers sign with."""
    private = Ed25519PrivateKey.generate()
    public, master = home / "actor.pub.pem", home / "master.key"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    master.write_bytes(bytes(range(96)))
    key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    given_settings = spec.settings(
        mongo_url=mongo_url,
        amqp_url=amqp_url,
        database_prefix=prefix,
        actor_public_key=public,
        master_key=master,
    )
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(service_of(spec, given_settings), log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        wait_until_ready(server, url)
        yield url, key
    finally:
        server.should_exit = True
        thread.join(20)


def wait_until_ready(server: uvicorn.Server, url: str, seconds: float = 60) -> None:
    """Wait until the service says that it is ready; fails with what it says instead."""
    deadline, said = time.monotonic() + seconds, "it did not start"
    while time.monotonic() < deadline:
        if server.started:
            answer = httpx.get(f"{url}/health/ready")
            if answer.status_code == 200:
                return
            said = answer.text
        time.sleep(0.1)
    raise AssertionError(said)


async def prepare(spec: ServiceSpec, mongo_url: str, amqp_url: str, prefix: str) -> None:
    """Indexes and queue, as ``deploy.prepare`` makes them."""
    client = connect(mongo_url)
    await create_indexes(database(client, f"{prefix}{spec.name}"), spec.plan)
    await declare_topology(amqp_url, {spec.name: []})
    client.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_no_route_answers_with_a_server_error(
    service: str, mongo_url: str, vhost_url: str, database: str, tmp_path: Path
) -> None:
    spec: ServiceSpec = import_module(f"services.{service}.main").SERVICE
    await prepare(spec, mongo_url, vhost_url, database)
    with serving(spec, mongo_url, vhost_url, database, tmp_path) as (url, key):
        schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
        made: list[str] = []
        operations = sorted((one.ok() for one in schema.get_all_operations()), key=lambda one: "{" in one.path)
        tried = sum(fuzz(operation, url, key, made) for operation in operations)
    assert tried >= EXAMPLES


def fuzz(operation: schemathesis.APIOperation, url: str, key: OKPKey, made: list[str]) -> int:
    """Send generated requests of one operation as a person with every role; says how many.

    ``made`` are ids that earlier requests created: every second request is about one of them.
    """
    sent = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: schemathesis.Case) -> None:
        nonlocal sent
        sent += 1
        actor = Actor("staff-fuzz", ROLES)
        first = next(iter(case.path_parameters or ()), None)
        if first is not None and made and sent % 2:
            case.path_parameters[first] = made[sent % len(made)]
        token = mint(key, actor, datetime.now(UTC), new_id())
        answer = case.call(
            base_url=url, headers={"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}, timeout=30
        )
        if answer.status_code == 201:
            made.append(answer.json()["id"])
        told = f"{operation.label}: {answer.status_code} {answer.text[:300]}"
        assert answer.status_code < 500 or operation.path == "/health/ready", told

    send()
    return sent
