"""A whole second installation with its example data, as `make up` starts it, on the servers of this test run."""

from __future__ import annotations

import asyncio
import os
import sys
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pymongo import MongoClient

from deploy.local.home import PROJECT, Home
from deploy.local.leftovers import end_leftovers, marked_processes
from deploy.local.ports import free_port
from tests.servers import Servers

GREETING = "Ctrl-C stops it"
READY_WITHIN_S = 240


@dataclass(frozen=True)
class Installation:
    """Where the running installation is reached, and what its services were told."""

    address: str
    environment: Mapping[str, str]

    @property
    def amqp_url(self) -> str:
        """The virtual host that this installation has for itself."""
        return self.environment["TONGXIN_AMQP_URL"]


@asynccontextmanager
async def running_installation(servers: Servers, folder: Path) -> AsyncIterator[Installation]:
    """All services with example data, ended on leaving: no process, database or virtual host stays."""
    name = f"b{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home, port, output = Home(folder / "home"), free_port(), folder / "output"
    chosen = {
        "TONGXIN_HOME": str(home.root),
        "TONGXIN_PORT": str(port),
        "TONGXIN_SITE_PORT": str(free_port()),
        "TONGXIN_DEMO": "1",
        "TONGXIN_MONGO_URL": servers.mongo_url,
        "TONGXIN_AMQP_URL": servers.vhost_url(name),
        "TONGXIN_DATABASE_PREFIX": f"{name}_",
    }
    with output.open("wb") as sink:
        command = (sys.executable, "-m", "deploy.local.launch")
        up = await asyncio.create_subprocess_exec(
            *command, cwd=PROJECT, env={**os.environ, **chosen}, stdout=sink, stderr=sink
        )
    try:
        await _greeted(up, output)
        run = home.read_run()
        assert run is not None
        yield Installation(run["address"], run["environment"])
    finally:
        if up.returncode is None:
            up.terminate()
        await up.wait()
        end_leftovers(home)
        _forget(servers, name)
    assert marked_processes(home) == [], "something of the installation still runs"


async def _greeted(up: asyncio.subprocess.Process, output: Path) -> None:
    """Wait for the greeting, which comes when the example data are there; fails with what the terminal shows."""
    end = asyncio.get_running_loop().time() + READY_WITHIN_S
    while GREETING not in (said := _shown(output)):
        assert up.returncode is None, said
        assert asyncio.get_running_loop().time() < end, said
        await asyncio.sleep(0.2)
    assert "not complete" not in said, said


def _shown(output: Path) -> str:
    return output.read_text()


def _forget(servers: Servers, name: str) -> None:
    servers.management.drop_vhost(name)
    with MongoClient[dict[str, object]](servers.mongo_url) as client:
        for database in client.list_database_names():
            if database.startswith(f"{name}_"):
                client.drop_database(database)
