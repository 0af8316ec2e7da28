"""Watches the processes of an installation: restarts what crashes, with growing pauses, and stops all at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.local.operator_error import say
from deploy.local.process import Child, stop

LONGEST_PAUSE_S = 30.0
STEADY_AFTER_S = 60.0


@dataclass
class Watched:
    """One process that shall live: how to launch it, and how often in a row it fell."""

    name: str
    launch: Callable[[], Child]
    log: Path
    child: Child
    started_at: float
    falls: int = 0
    due_at: float | None = None


class Supervisor:
    """Watches processes; call `look` often."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.watched: list[Watched] = []

    def run(self, name: str, launch: Callable[[], Child], log: Path) -> Child:
        """Launch a process and keep it alive from now on."""
        return self.watch(name, launch, log, launch())

    def watch(self, name: str, launch: Callable[[], Child], log: Path, child: Child) -> Child:
        """Keep alive a process that already runs."""
        self.watched.append(Watched(name, launch, log, child, self._clock()))
        return child

    def look(self) -> None:
        """Notice what has ended, and launch again what is due."""
        now = self._clock()
        for one in self.watched:
            if one.due_at is not None:
                if now >= one.due_at:
                    one.due_at, one.started_at = None, now
                    one.child = one.launch()
            elif one.child.poll() is not None:
                self._fell(one, now)

    def stop(self, patience: float) -> None:
        """End every process: the latest started first get the signal, all have `patience` seconds together."""
        watched, self.watched = self.watched, []
        stop(*(one.child for one in reversed(watched)), patience=patience)

    def _fell(self, one: Watched, now: float) -> None:
        one.falls = 1 if now - one.started_at > STEADY_AFTER_S else one.falls + 1
        pause = min(LONGEST_PAUSE_S, 2.0 ** (one.falls - 1))
        one.due_at = now + pause
        code = one.child.returncode
        say(
            f"! {one.name} 意外结束（{code}），{pause:.0f} 秒后重启，日志 {one.log}",
            f"{one.name} ended unexpectedly ({code}), restarting in {pause:.0f} s, log {one.log}",
        )
