"""A server that stops answering without going away."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.eventually import eventually


@asynccontextmanager
async def frozen(pid: int) -> AsyncIterator[None]:
    """Inside, no thread of the process runs; the signal alone may leave one time enough for an answer."""
    os.kill(pid, signal.SIGSTOP)
    try:
        await eventually(lambda: asyncio.to_thread(_stands_still, pid))
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _stands_still(pid: int) -> bool:
    states = [file.read_text().rpartition(")")[2].split()[0] for file in Path(f"/proc/{pid}/task").glob("*/stat")]
    return set(states) == {"T"}
