"""What a private MongoDB and a private RabbitMQ have in common: one process, started, ended and started again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from deploy.local.process import Child


class Server(ABC):
    """One server of this machine's own, on the same ports and data whenever it runs."""

    name: str
    log: Path
    child: Child | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where a client finds it."""

    @property
    def running(self) -> bool:
        """Whether the server's process lives."""
        return self.child is not None and self.child.poll() is None

    @property
    def pid(self) -> int:
        """The process id of the running server; raises ProcessLookupError when there is none."""
        if self.child is None or not self.running:
            raise ProcessLookupError("the server is not running")
        return self.child.pid

    def start(self) -> None:
        """Start and wait until clients are served; raises `DidNotStart`."""
        self.launch()
        self.wait()

    @abstractmethod
    def launch(self) -> Child:
        """Start without waiting."""

    @abstractmethod
    def wait(self, seconds: float = 90.0) -> None:
        """Wait until clients are served; raises `DidNotStart` after `seconds`."""

    @abstractmethod
    def stop(self) -> None:
        """End the server in order, after 10 seconds by force."""

    @abstractmethod
    def kill(self) -> None:
        """End the server as a power cut would."""

    def restart(self) -> None:
        """Kill the server if it still runs and start it again."""
        self.kill()
        self.start()
