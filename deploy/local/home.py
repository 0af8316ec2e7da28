"""Where one local installation keeps its data, keys and logs, and the lock that lets it run once."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.operator_error import already_running, home_unusable

PROJECT = Path(__file__).resolve().parents[2]
MARK = "TONGXIN_SUPERVISED"
DRAFT = ".draft"


class Home:
    """The folder of one installation: `.local`, or what TONGXIN_HOME names."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.keys = self.root / "keys"
        self.logs = self.root / "log"
        self.lock_file = self.root / "up.lock"
        self.run_file = self.root / "run.json"
        self.demo_marker = self.root / "demo-loaded"
        self.reference = self.root / "reference"
        self.mongod = self.root / "mongod"
        self.rabbitmq = self.root / "rabbitmq"

    @property
    def made(self) -> list[Path]:
        """Everything that an installation makes in its folder, in which other things may lie too."""
        files = [self.lock_file, self.run_file, self.run_file.with_name(self.run_file.name + DRAFT), self.demo_marker]
        return [self.keys, self.logs, self.reference, self.mongod, self.rabbitmq, *files]

    @classmethod
    def find(cls, environment: Mapping[str, str] = os.environ) -> Home:
        """The home that the environment names, else `.local` in the project."""
        return cls(Path(environment.get("TONGXIN_HOME") or PROJECT / ".local"))

    def log(self, name: str) -> Path:
        """The log file of one process."""
        return self.logs / f"{name}.log"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold this home; raises OperatorError while another process does, or where nothing can be written.

        The kernel drops the lock with its holder, so a crash leaves nothing stale; the content only names the holder.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = self.lock_file.open("a+")
        except OSError as error:
            raise home_unusable(self.root, error.strerror or str(error)) from error
        with lock as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise already_running(self.holder() or 0, self.root) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield
            file.truncate(0)

    def holder(self) -> int | None:
        """The process that holds this home, or None."""
        try:
            with self.lock_file.open("r") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return int(file.read() or 0)
        except FileNotFoundError:
            pass
        return None

    def write_run(self, content: Mapping[str, Any]) -> None:
        """Note how the running installation is reached, for this user's eyes only."""
        write_private(self.run_file, json.dumps(content, indent=2).encode())

    def read_run(self) -> dict[str, Any] | None:
        """How the running installation is reached; None when nothing runs."""
        if self.holder() is None or not self.run_file.exists():
            return None
        content: dict[str, Any] = json.loads(self.run_file.read_text())
        return content


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whatever the umask says; it is never there half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + DRAFT)
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.rename(path)
