"""Replicas of registry as processes of their own, on real servers, which tests and benchmarks kill."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc.jwk import OKPKey

from deploy.local.ports import free_port
from services.registry.main import SERVICE
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.messaging.topology import declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import Database, connect, database
from shared.web.actor import mint
from tests.registry.running import REACTED

START_S = 90


@dataclass
class Replicas:
    """Processes by port, their database, and how they are called."""

    database: Database
    key: OKPKey
    environment: dict[str, str]
    processes: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)

    async def start(self) -> int:
        """Start one more; returns its port once it is ready. Raises TimeoutError."""
        port = free_port()
        environment = {**os.environ, **self.environment, "TONGXIN_PORT": str(port)}
        self.processes[port] = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "services.registry.main",
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(START_S), httpx.AsyncClient() as http:
            while True:
                try:
                    if (await http.get(f"http://127.0.0.1:{port}/health/live")).status_code == 200:
                        return port
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.2)

    async def kill(self, port: int) -> None:
        """SIGKILL, and wait until it is gone."""
        process = self.processes.pop(port)
        process.send_signal(signal.SIGKILL)
        await process.wait()

    async def doing(self, job_id: str) -> int | None:
        """The port of the process that holds the job's lease."""
        lease = await self.database["leases"].find_one({"_id": f"job {job_id}"}) or {"owner": "::"}
        pid = lease["owner"].split(":")[1]
        return next((port for port, process in self.processes.items() if str(process.pid) == pid), None)

    async def ask(self, port: int, method: str, path: str, **request: Any) -> Any:
        """Call one as a registrar; the answer's JSON."""
        actor = Actor("staff-registrar", frozenset({"registrar"}))
        token = mint(self.key, actor, datetime.now(UTC), new_id(), "registry")
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            answer = await http.request(method, path, headers=headers, **request)
        assert answer.is_success, answer.text
        return answer.json()

    async def import_job(self, port: int, content: bytes) -> str:
        """Start an import; the id of its job."""
        files = {"file": ("名册.csv", content, "text/csv")}
        return str((await self.ask(port, "POST", "/imports/jobs", files=files))["id"])

    async def job(self, port: int, job_id: str) -> dict[str, Any]:
        """How far a job is."""
        told: dict[str, Any] = await self.ask(port, "GET", f"/jobs/{job_id}")
        return told

    async def ended(self, port: int, job_id: str) -> dict[str, Any]:
        """The job once it has ended, or as it is after ninety seconds."""
        for _ in range(900):
            job = await self.job(port, job_id)
            if job["ended_at"]:
                break
            await asyncio.sleep(0.1)
        return job


@asynccontextmanager
async def replicas(mongo_url: str, amqp_url: str, prefix: str, home: Path) -> AsyncIterator[Replicas]:
    """Ground for replicas; all are killed on leaving."""
    private = Ed25519PrivateKey.generate()
    public = home / "actor.pub.pem"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    master = home / "master.key"
    master.write_bytes(bytes(range(96)))
    client = connect(mongo_url)
    db = database(client, f"{prefix}registry")
    await create_indexes(db, SERVICE.plan)
    await declare_topology(amqp_url, {"registry": [contract.type() for contract in REACTED]})
    environment = {
        "TONGXIN_MONGO_URL": mongo_url,
        "TONGXIN_AMQP_URL": amqp_url,
        "TONGXIN_DATABASE_PREFIX": prefix,
        "TONGXIN_ACTOR_PUBLIC_KEY": str(public),
        "TONGXIN_MASTER_KEY": str(master),
    }
    running = Replicas(db, key, environment)
    try:
        yield running
    finally:
        for port in list(running.processes):
            await running.kill(port)
        await client.drop_database(f"{prefix}registry")
        client.close()
