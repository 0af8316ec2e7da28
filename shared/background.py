"""A coroutine that runs beside the rest for as long as the service does."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Background:
    """Starts ``run`` as a task and cancels it at the end; what it was doing must be safe to break off."""

    def __init__(self, run: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        self._run = run
        self._name = name
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """Break off and wait until it has ended."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
