"""The process that hands tests to workers: it starts the servers of the run, tells every worker where they are, and
gives out tests by the plan. Without workers (`pytest tests/kernel`) nothing here happens.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.run.plan import group_of
from tests.servers import Servers, Starting


class ByPlan(LoadScopeScheduling):
    """Gives each worker whole groups of tests, in the order in which they were put (`plan.in_order`)."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


class ServersOfTheRun:
    """One MongoDB and one RabbitMQ for all workers; they start while the workers still look for tests."""

    def __init__(self) -> None:
        self._home = TemporaryDirectory(prefix="tongxin-test-servers-")
        self._starting = Starting(Path(self._home.name))
        self._servers: Servers | None = None

    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker the addresses before it begins."""
        if self._servers is None:
            self._servers = self._starting.launch()
        node.workerinput["servers"] = asdict(self._servers)

    def pytest_xdist_node_collection_finished(self) -> None:
        """No worker is given a test before the servers answer."""
        self._starting.wait()

    def pytest_unconfigure(self) -> None:
        """The run is over."""
        self._starting.end()
        self._home.cleanup()


def pytest_configure(config: pytest.Config) -> None:
    """Start servers where tests are given to workers, and there only."""
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(ServersOfTheRun(), "servers of the run")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPlan:
    """Give out tests by the plan, which has its own order."""
    config.option.loadscopereorder = False
    return ByPlan(config, log)
