"""`make up` for real: all services come, what falls comes back, and nothing is left behind however it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.local.home import PROJECT, Home
from deploy.local.leftovers import end_leftovers, marked_processes
from deploy.local.ports import free_port

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

GREETING = "Ctrl-C stops it"


class Installation:
    """A second installation of its own, driven as a person at a terminal drives it."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root / "home")
        self.port = free_port()
        self.output = root / "output"
        chosen = {"TONGXIN_HOME": str(self.home.root), "TONGXIN_PORT": str(self.port), "TONGXIN_DEMO": "0"}
        chosen["TONGXIN_SITE_PORT"] = str(free_port())
        given = {"TONGXIN_MONGO_URL", "TONGXIN_AMQP_URL"}
        self.environment = {name: value for name, value in os.environ.items() if name not in given} | chosen
        self.up: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """`make up` until it greets."""
        with self.output.open("wb") as sink:
            command = [sys.executable, "-m", "deploy.local.up"]
            self.up = subprocess.Popen(command, cwd=PROJECT, env=self.environment, stdout=sink, stderr=sink)
        self.wait(lambda: GREETING in self.said, 150)

    @property
    def said(self) -> str:
        """All that the terminal shows."""
        return self.output.read_text()

    def wait(self, true: Callable[[], bool], seconds: float) -> None:
        """Wait until something is `true`; fails with what the terminal shows."""
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, self.said
            assert self.up is None or self.up.poll() is None, self.said
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> int:
        """Send a signal to `make up`: its exit code."""
        assert self.up
        self.up.send_signal(number)
        return self.up.wait(60)

    def within(self, *arguments: str, said: str = "") -> str:
        """What a module says that is run with the addresses and keys of this installation; it must succeed."""
        command = [sys.executable, "-m", "deploy.local.within", *arguments]
        given: dict[str, Any] = {"env": self.environment, "input": said, "capture_output": True, "text": True}
        ran = subprocess.run(command, cwd=PROJECT, **given)
        assert ran.returncode == 0, ran.stderr
        return str(ran.stdout)

    def pid_of(self, words: str) -> int:
        """The process of this installation with `words` in its command line."""
        for pid in marked_processes(self.home):
            if words.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "):
                return pid
        raise AssertionError(f"{words} does not run")

    def url(self, name: str) -> str:
        """The address of a server or service, as the installation tells it."""
        run = self.home.read_run()
        assert run
        return str(run["environment"][f"TONGXIN_{name}_URL"])

    def is_ready(self, service: str) -> bool:
        """Whether the service answers that it is."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(self.url(service) + "/health/ready", timeout=3) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """A fresh one, ended whatever the test did."""
    made = Installation(tmp_path)
    yield made
    if made.up and made.up.poll() is None:
        made.up.kill()
        made.up.wait()
    end_leftovers(made.home, 5)


def test_up_restarts_what_falls_and_leaves_nothing_after_ctrl_c(installation: Installation) -> None:
    installation.start()
    assert all(installation.is_ready(service) for service in ("REGISTRY", "GRANTS", "RESCUE", "NOTIFY", "GATEWAY"))
    assert re.search(rf"同心已启动：http://127.0.0.1:{installation.port}", installation.said)

    second = subprocess.run(
        [sys.executable, "-m", "deploy.local.up"], cwd=PROJECT, env=installation.environment, capture_output=True
    )
    assert second.returncode == 1
    assert installation.is_ready("GATEWAY")

    os.kill(installation.pid_of("services.registry.main"), signal.SIGKILL)
    installation.wait(lambda: "registry ended unexpectedly (-9)" in installation.said, 30)
    installation.wait(lambda: installation.is_ready("REGISTRY"), 90)

    os.kill(installation.pid_of("beam.smp"), signal.SIGKILL)
    installation.wait(lambda: "RabbitMQ ended unexpectedly (-9)" in installation.said, 30)
    installation.wait(lambda: installation.is_ready("GRANTS"), 120)

    added = installation.within(
        "services.gateway.add_staff", "zhangsan", "张三", "centre_admin", said="a long password\n"
    )
    assert "zhangsan can sign in" in added
    assert "no messages" in installation.within("deploy.messages", "list")

    assert installation.end(signal.SIGINT) == 0, installation.said
    assert marked_processes(installation.home) == []
    assert not installation.home.run_file.exists()


def test_up_after_a_kill_cleans_up_and_keeps_the_data_and_down_ends_it(installation: Installation) -> None:
    installation.start()
    with MongoClient[dict[str, object]](installation.url("MONGO")) as client:
        client["kept"]["things"].insert_one({"_id": "before the kill"})
    keys = [path.read_bytes() for path in sorted(installation.home.keys.iterdir())]

    assert installation.end(signal.SIGKILL) == -9
    installation.start()
    with MongoClient[dict[str, object]](installation.url("MONGO")) as client:
        assert client["kept"]["things"].find_one({"_id": "before the kill"})
    assert keys == [path.read_bytes() for path in sorted(installation.home.keys.iterdir())]

    down = [sys.executable, "-m", "deploy.local.down", "--clean"]
    subprocess.run(down, cwd=PROJECT, env=installation.environment, check=True, capture_output=True)
    assert installation.up
    assert installation.up.wait(1) == 0
    assert marked_processes(installation.home) == []
    assert not installation.home.root.exists()
