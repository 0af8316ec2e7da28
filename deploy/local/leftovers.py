"""End what a killed `make up` left running: all its processes carry the mark of their home in their environment."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from deploy.local.home import MARK, Home
from deploy.local.operator_error import say


def marked_processes(home: Home) -> list[int]:
    """Process ids, other than our own, that were started for `home` by its supervisor."""
    mark = f"{MARK}={home.root}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def end_leftovers(home: Home, patience: float = 10.0) -> int:
    """End marked processes: SIGTERM, at most `patience` seconds, then SIGKILL. Answers how many there were."""
    found = marked_processes(home)
    if not found:
        return 0
    _signal(found, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while (left := marked_processes(home)) and time.monotonic() < deadline:
        time.sleep(0.1)
    _signal(left, signal.SIGKILL)
    while marked_processes(home) and time.monotonic() < deadline + 2:
        time.sleep(0.05)
    return len(found)


def tidy_up(home: Home) -> None:
    """End what a crash left, and say so: it may still hold the port that people open."""
    if end_leftovers(home):
        say("已清理上次没有正常结束的进程", "ended processes that a crash had left")


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
