"""A process in the simulated world: it can be killed at any of its steps, and nothing that it does later counts."""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from typing import Any

CURRENT: contextvars.ContextVar["Replica | None"] = contextvars.ContextVar("replica", default=None)


class Replica:
    """One life of a process. ``armed`` names the step at which it is killed; a new life is a new Replica."""

    def __init__(self, name: str, loop: asyncio.AbstractEventLoop) -> None:
        self.name = name
        self.dead = False
        self.armed: str | None = None
        self.killed_at: str | None = None
        self.at_death: list[Callable[[], None]] = []
        self._loop = loop
        self._tasks: set[asyncio.Task[Any]] = set()
        self._context = contextvars.copy_context()
        self._context.run(CURRENT.set, self)

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something as this process."""
        return self._loop.create_task(coroutine, context=self._context)

    def owns(self, task: asyncio.Task[Any]) -> None:
        """A task that dies with the process."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def step(self, name: str) -> None:
        """The process comes to a step. Raises CancelledError when it is dead, or killed here."""
        if self.armed == name and not self.dead:
            self.killed_at = name
            self.kill()
        if self.dead:
            raise asyncio.CancelledError

    def kill(self) -> None:
        """SIGKILL."""
        self.dead = True
        for task in list(self._tasks):
            task.cancel()
        for tell in self.at_death:
            tell()


def task_factory(
    loop: asyncio.AbstractEventLoop,
    coroutine: Coroutine[Any, Any, Any],
    context: contextvars.Context | None = None,
) -> asyncio.Task[Any]:
    """Tasks belong to the process in which they are made."""
    task = asyncio.Task(coroutine, loop=loop, context=context)
    replica = CURRENT.get() if context is None else context.get(CURRENT)
    if replica is not None:
        replica.owns(task)
        if replica.dead:
            task.cancel()
    return task
