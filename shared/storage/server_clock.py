"""The time by the database server, where this machine's clock is wrong: legal limits are never judged by that."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from shared.background import Background
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.errors import Unavailable
from shared.observability import metrics
from shared.observability.health import Health
from shared.storage.mongo import Database, server_time

MOST_APART = timedelta(seconds=15)
"""How far the two may be apart. Two machines that both agree are at most twice as far from each other."""

EVERY_S = 10.0
log = structlog.get_logger()


class ServerClock(Background):
    """This machine's clock while it agrees with the server's, and the server's time while it does not.

    It compares at the start, every EVERY_S, and on each question, so that a clock that jumps is noticed before time is
    passed by it. Small differences are left alone: time never steps back for them.
    """

    name = "clock"

    def __init__(self, ask: Callable[[], Awaitable[datetime]], own: Clock | None = None) -> None:
        self._ask = ask
        self._own = own or SystemClock()
        self._agreed = True
        self._ahead = timedelta(0)
        super().__init__(self._run_always, "server-clock")

    @classmethod
    def of(cls, database: Database) -> "ServerClock":
        """Beside the server of this database."""
        return cls(lambda: server_time(database))

    def now(self) -> datetime:
        """The instant now, aware, in UTC: as this machine has it, or moved to the server's when it is wrong."""
        return self._own.now() - self._ahead

    async def is_right(self) -> bool:
        """Look at the server's clock, after which ``now`` may be believed: always so. Raises StorageAway."""
        await self.agrees()
        return True

    async def apart(self) -> timedelta:
        """How far this machine is ahead, negative when behind; the time that the answer took counts for it. Raises
        StorageAway."""
        before = self._own.now()
        server = await self._ask()
        after = self._own.now()
        found = before - server if server < before else after - server if server > after else timedelta(0)
        metrics.clock_apart_seconds.set(found.total_seconds())
        return found

    async def agrees(self) -> bool:
        """Whether this machine's clock may be believed as it is; otherwise ``now`` is set right. Raises StorageAway."""
        apart = await self.apart()
        agrees = abs(apart) <= MOST_APART
        self._ahead = timedelta(0) if agrees else apart
        if agrees is not self._agreed:
            self._agreed = agrees
            told = log.info if agrees else log.error
            told("clock.agrees" if agrees else "clock.wrong", ahead_s=round(apart.total_seconds()))
        return agrees

    async def check(self) -> Health:
        """How it is now."""
        if await self.agrees():
            return Health(self.name, True)
        apart = await self.apart()
        side = "ahead of" if apart > timedelta(0) else "behind"
        return Health(
            self.name,
            False,
            f"this machine's clock is {round(abs(apart).total_seconds())} s {side} the database server's: "
            "set it; limits go by the server's time meanwhile",
        )

    async def _run_always(self) -> None:
        while True:
            with contextlib.suppress(Unavailable):
                await self.agrees()
            await asyncio.sleep(EVERY_S)
