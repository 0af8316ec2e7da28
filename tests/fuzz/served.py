"""One service on a free port of the loopback, on real servers, for whoever sends it what nobody would."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc.jwk import OKPKey

from shared.host import ServiceSpec, service_of
from shared.messaging.topology import declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database

SERVICES = ("registry", "grants", "rescue", "notify", "printing")


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
