"""Waiting in tests: until something is true, with short looks in between, and never longer than a generous limit."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any


async def eventually(look: Callable[[], Awaitable[object] | object], seconds: float = 60.0) -> Any:
    """The first true answer of ``look``. Raises AssertionError with the last one after ``seconds``, which are many:
    a test that passes does not wait for them, and the machine may be busy with another worker's test.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        answer = look()
        seen = await answer if inspect.isawaitable(answer) else answer
        if seen:
            return seen
        if loop.time() > end:
            raise AssertionError(f"still {seen!r} after {seconds:g} s: {_told(look)}")
        await asyncio.sleep(0.01)


def _told(look: object) -> str:
    return inspect.getsource(look).strip() if inspect.isroutine(look) else repr(look)
