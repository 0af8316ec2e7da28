"""What runs beside the rest for as long as a service does, and how such parts are ended together."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

AGAIN_S = 5.0
ASK_AGAIN_S = 2.0
log = structlog.get_logger()


class Background:
    """Starts ``run`` as a task and cancels it at the end; whatever it is doing must be safe to interrupt.

    A run that fails is logged and started again after a while: nothing that a service needs stops silently.
    """

    def __init__(self, run: Callable[[], Awaitable[None]], name: str) -> None:
        self._run = run
        self._name = name
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._keep_running(), name=self._name)

    async def stop(self) -> None:
        """Break off and wait until it has ended.

        Asks again: Python 3.11's `wait_for` forgets a cancellation that comes while what it waits for fails.
        """
        while self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait([self._task], timeout=ASK_AGAIN_S)

    async def _keep_running(self) -> None:
        while True:
            try:
                return await self._run()
            except Exception:
                log.exception("background.failed", part=self._name)
            await asyncio.sleep(AGAIN_S)


async def within(seconds: float, *stops: Awaitable[None]) -> None:
    """Await these together; one that fails or hangs does not keep the others from stopping."""
    try:
        async with asyncio.timeout(seconds):
            outcomes = await asyncio.gather(*stops, return_exceptions=True)
    except TimeoutError:
        log.warning("host.stop_broken_off", after_s=seconds)
        return
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            log.error("host.stop_failed", exc_info=outcome)
