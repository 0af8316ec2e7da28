"""Child processes of the local run: started out of the terminal's reach, stopped within bounds, nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from deploy.local.home import PROJECT

Child = subprocess.Popen[bytes]


class DidNotStart(RuntimeError):
    """A server ended, or stayed silent, before it was ready; the message names its log."""


def spawn(command: Sequence[str], environment: Mapping[str, str], log: Path | None) -> Child:
    """Start `command` in the project's folder, its output appended to `log` (None: shown), out of reach of Ctrl-C.

    The child gets SIGTERM when this process dies without a word (kill -9). The kernel ties that signal to the starting
    *thread*, so it is asked for on the main thread only.
    """
    prefix: list[str] = []
    if threading.current_thread() is threading.main_thread() and (setpriv := shutil.which("setpriv")):
        prefix = [setpriv, "--pdeathsig", "TERM", "--"]
    with ExitStack() as stack:
        sink = None
        if log is not None:
            log.parent.mkdir(parents=True, exist_ok=True)
            sink = stack.enter_context(log.open("ab"))
        return subprocess.Popen(
            [*prefix, *command],
            cwd=PROJECT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=None if sink is None else subprocess.STDOUT,
            start_new_session=True,
        )


def stop(*children: Child | None, patience: float = 10.0) -> None:
    """End all `children` at once: SIGTERM, at most `patience` seconds for all together, then SIGKILL."""
    living = [child for child in children if child is not None]
    deadline = time.monotonic() + patience
    for child in living:
        if child.poll() is None:
            child.terminate()
    for child in living:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        _end_session_of(child.pid)


def kill(*children: Child | None) -> None:
    """End `children` as a power cut would: SIGKILL, no last words."""
    for child in children:
        if child is not None:
            child.kill()
            child.wait()
            _end_session_of(child.pid)


def _end_session_of(leader: int) -> None:
    """Kill helpers that outlived the session `leader` that `spawn` made for them."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def wait_until(ready: Callable[[], bool], child: Child, log: Path, seconds: float, name: str) -> None:
    """Return once `ready()`; raise `DidNotStart` when `child` ends first or `seconds` pass."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise DidNotStart(f"{name} ended with code {child.returncode} while starting; see {log}")
        if time.monotonic() > deadline:
            raise DidNotStart(f"{name} was not ready within {seconds:.0f} s; see {log}")
        time.sleep(0.05)
