"""Whether this machine's clock agrees with the database server's: legal limits are never judged by a wrong clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from shared.kernel.clock import Clock, SystemClock
from shared.observability import metrics
from shared.observability.health import Health
from shared.storage.mongo import Database, server_time

MOST_APART = timedelta(minutes=2)
"""How far the two may be apart. Limits are in hours at least; actor tokens and leases stand a little."""

log = structlog.get_logger()


class ServerClock:
    """Compares on each question, so that a clock that jumps is noticed before time is passed by it.

    It asks this machine's clock, whatever clock the service is given for its work.
    """

    name = "clock"

    def __init__(self, ask: Callable[[], Awaitable[datetime]], own: Clock | None = None) -> None:
        self._ask = ask
        self._own = own or SystemClock()
        self._agreed = True

    @classmethod
    def of(cls, database: Database) -> "ServerClock":
        """Beside the server of this database."""
        return cls(lambda: server_time(database))

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
        """Whether time may be passed by this machine's clock. Raises StorageAway."""
        apart = await self.apart()
        agrees = abs(apart) <= MOST_APART
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
            "set it; no limit is looked at until then",
        )
