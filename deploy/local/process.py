"""Child processes of the local run: free ports, start in a session of their own, bounded stop, nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LOOPBACK = "127.0.0.1"


class DidNotStart(RuntimeError):
    """A server ended, or stayed silent, before it was ready; the message names its log."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def port_is_taken(port: int) -> bool:
    """Whether another process listens on `port` of the loopback interface."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def spawn(command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start `command` with its output appended to `log`, out of reach of the terminal's Ctrl-C.

    The child gets SIGTERM when this process dies without a word (kill -9). The kernel ties that signal to the starting
    *thread*, so it is asked for on the main thread only.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    prefix: list[str] = []
    if threading.current_thread() is threading.main_thread() and (setpriv := shutil.which("setpriv")):
        prefix = [setpriv, "--pdeathsig", "TERM", "--"]
    with log.open("ab") as sink:
        return subprocess.Popen(
            [*prefix, *command],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(child: subprocess.Popen[bytes] | None, patience: float = 10.0) -> None:
    """End `child`: SIGTERM, at most `patience` seconds of waiting, then SIGKILL for it and for what it started."""
    if child is None:
        return
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    end_session_of(child.pid)


def kill(child: subprocess.Popen[bytes] | None) -> None:
    """End `child` as a power cut would: SIGKILL, no last words."""
    if child is None:
        return
    child.kill()
    child.wait()
    end_session_of(child.pid)


def end_session_of(leader: int) -> None:
    """Kill helpers that outlived the session `leader` that `spawn` made for them (Erlang's port helpers, for one)."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def wait_until(
    ready: Callable[[], bool], child: subprocess.Popen[bytes], log: Path, seconds: float, name: str, pause: float = 0.05
) -> None:
    """Return once `ready()`; raise `DidNotStart` when `child` ends first or `seconds` pass."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise DidNotStart(f"{name} ended with code {child.returncode} while starting; see {log}")
        if time.monotonic() > deadline:
            raise DidNotStart(f"{name} was not ready within {seconds:.0f} s; see {log}")
        time.sleep(pause)
