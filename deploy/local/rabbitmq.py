"""A private RabbitMQ: one node with its own name, cookie, ports and name daemon, apart from any system broker."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from deploy.broker_admin import BrokerAdmin
from deploy.local.handshake import amqp_answers
from deploy.local.moved_queues import find_moved_queues
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.process import Child, kill, spawn, stop, wait_until
from deploy.local.server import Server

SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
USER = PASSWORD = "guest"  # noqa: S105 - RabbitMQ accepts it from the loopback interface only


class RabbitMQNotFound(RuntimeError):
    """The machine has no RabbitMQ server."""


class RabbitMQ(Server):
    """Start, stop, kill and restart one broker on the same ports and data.

    `management` adds the HTTP API (about 30 MB and a second of start), which makes virtual hosts in milliseconds.
    """

    name = "RabbitMQ"

    def __init__(
        self,
        home: Path,
        port: int | None = None,
        management: bool = False,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.home = home.resolve()
        self.port = port or free_port()
        self.dist_port, self.epmd_port = free_port(), free_port()
        self.management_port = free_port() if management else None
        self.environment = environment
        self.log = home / "rabbitmq.log"
        self.names: Child | None = None

    @property
    def url(self) -> str:
        """The AMQP address of the default virtual host."""
        return self.vhost_url("/")

    def vhost_url(self, vhost: str) -> str:
        """The AMQP address of `vhost`."""
        return f"amqp://{USER}:{PASSWORD}@{LOOPBACK}:{self.port}/{quote(vhost, safe='')}"

    @property
    def management(self) -> BrokerAdmin:
        """The broker's HTTP API; raises RabbitMQNotFound when the broker was made without it."""
        return BrokerAdmin(self.management_url)

    @property
    def management_url(self) -> str:
        """The address of the broker's HTTP API; raises RabbitMQNotFound when the broker was made without it."""
        if self.management_port is None:
            raise RabbitMQNotFound("this broker runs without the management API")
        return f"http://{USER}:{PASSWORD}@{LOOPBACK}:{self.management_port}"

    def control(self, *words: str) -> str:
        """What `rabbitmqctl` answers on this node; raises CalledProcessError when it refuses."""
        command = [str(SERVER.with_name("rabbitmqctl")), "-q", *words]
        asked = subprocess.run(command, env=self._environment(), capture_output=True, text=True, check=True, timeout=60)
        return asked.stdout

    def launch(self) -> Child:
        """Start without waiting; the name daemon is started first when it does not run."""
        if not SERVER.exists():
            raise RabbitMQNotFound("no RabbitMQ: install the package rabbitmq-server or set TONGXIN_AMQP_URL")
        self._write_configuration()
        find_moved_queues(self.home / "data")
        environment = self._environment()
        if self.names is None or self.names.poll() is not None:
            epmd = shutil.which("epmd") or "epmd"
            command = [epmd, "-port", str(self.epmd_port), "-address", LOOPBACK]
            self.names = spawn(command, environment, self.home / "epmd.log")
        self.child = spawn([str(SERVER)], environment, self.log)
        return self.child

    def wait(self, seconds: float = 90.0) -> None:
        """Wait until a client can log in; raises `DidNotStart` after `seconds`."""
        if self.child is not None:
            wait_until(self._is_ready, self.child, self.log, seconds, self.name)

    def stop(self) -> None:
        """End the node in order, after 10 seconds by force, then its name daemon."""
        stop(self.child)
        stop(self.names, patience=2)
        self.child = self.names = None

    def kill(self) -> None:
        """End the node as a power cut would; the name daemon goes too."""
        kill(self.child, self.names)
        self.child = self.names = None

    def _is_ready(self) -> bool:
        return amqp_answers(self.url) and (self.management_port is None or self.management.answers())

    def _write_configuration(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        lines = [
            f"listeners.tcp.local = {LOOPBACK}:{self.port}",
            "disk_free_limit.absolute = 50MB",
            "raft.wal_max_size_bytes = 33554432",
        ]
        plugins = "[]."
        if self.management_port is not None:
            plugins = "[rabbitmq_management]."
            lines += [f"management.tcp.ip = {LOOPBACK}", f"management.tcp.port = {self.management_port}"]
            lines += ["management.rates_mode = none"]
        (self.home / "rabbitmq.conf").write_text("\n".join(lines) + "\n")
        (self.home / "enabled_plugins").write_text(plugins + "\n")

    def _environment(self) -> dict[str, str]:
        """Every path and port of the node, so that nothing of /etc/rabbitmq or of another node is read.

        RUNNING_UNDER_SYSTEMD makes the start script become the Erlang machine, so the child's id is the node's own.
        """
        home = self.home
        return {
            **self.environment,
            "HOME": str(home),
            "RUNNING_UNDER_SYSTEMD": "true",
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "RABBITMQ_NODENAME": "tongxin@localhost",
            "RABBITMQ_DIST_PORT": str(self.dist_port),
            "RABBITMQ_BASE": str(home),
            "RABBITMQ_MNESIA_BASE": str(home / "data"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_PLUGINS_EXPAND_DIR": str(home / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(home / "advanced.config"),
            "RABBITMQ_CONF_ENV_FILE": str(home / "rabbitmq-env.conf"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(home / "generated"),
            "RABBITMQ_SCHEMA_DIR": str(home / "schema"),
            "RABBITMQ_PID_FILE": str(home / "rabbitmq.pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        }
