"""A whole installation with the example data for a benchmark: all services as processes of their own, on loopback."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.home import Home
from deploy.local.ports import free_port
from deploy.local.process import DidNotStart, spawn, stop, wait_until

READY_WITHIN_S = 300.0


@dataclass(frozen=True)
class Running:
    """Where the gateway is, and the variables by which its services find each other and their servers."""

    address: str
    environment: Mapping[str, str]


@contextmanager
def installation() -> Iterator[Running]:
    """Start one in a folder that is gone afterwards, with all that it started. Exits with its log if it did not."""
    with tempfile.TemporaryDirectory() as folder:
        home, log = Home(Path(folder) / "home"), Path(folder) / "up.log"
        chosen = {"TONGXIN_HOME": str(home.root), "TONGXIN_PORT": str(free_port()), "TONGXIN_DEMO": "1"}
        chosen["TONGXIN_SITE_PORT"] = str(free_port())
        given = {n: v for n, v in os.environ.items() if n not in ("TONGXIN_MONGO_URL", "TONGXIN_AMQP_URL")}
        up = spawn([sys.executable, "-m", "deploy.local.launch"], {**given, **chosen}, log)
        try:
            wait_until(lambda: "Ctrl-C stops it" in log.read_text(), up, log, READY_WITHIN_S, "the installation")
            run = home.read_run() or {}
            yield Running(run["address"], run["environment"])
        except DidNotStart:
            sys.exit(log.read_text())
        finally:
            stop(up, patience=30)
