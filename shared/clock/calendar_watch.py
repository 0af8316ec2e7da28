"""The working calendar kept up to date in a running process: what operators enter is counted with at once."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from shared.clock.deadlines import Clocks
from shared.kernel.calendar import EnteredYear, local_date
from shared.kernel.clock import Clock
from shared.observability.health import Health
from shared.observability.metrics import working_calendar_missing

SWEEPS = 2
"""How often all running limits are looked at after a change: a command that had begun before it may be saved after the
first time."""


class Entries(Protocol):
    """Where entered years are kept."""

    async def entries(self) -> list[EnteredYear]:
        """All entries, the oldest first."""


class CalendarWatch:
    """Puts entered years into the clocks, over those of the calendar file.

    ``running`` gives the ids of all documents in which a limit is still owed; they are named at the start of the
    process and after every change, because their ends may have moved.
    """

    def __init__(
        self, entries: Entries, clocks: Clocks, running: Callable[[], Awaitable[Sequence[str]]], clock: Clock
    ) -> None:
        self._entries = entries
        self._clocks = clocks
        self._running = running
        self._clock = clock
        self._taken: list[EnteredYear] = []
        self._sweeps = SWEEPS

    async def moved(self) -> Sequence[str]:
        """The documents whose limits are to be counted again; none while nothing was entered. Raises StorageAway."""
        entries = await self._entries.entries()
        if entries != self._taken:
            self._clocks.calendar = self._clocks.with_entries(entries)
            self._taken, self._sweeps = entries, SWEEPS
        working_calendar_missing.set(self._clocks.calendar.year_to_enter(local_date(self._clock.now())) or 0)
        if not self._sweeps:
            return ()
        found = await self._running()
        self._sweeps -= 1
        return found


class CalendarReaches:
    """The calendar has the years that it should have by now.

    A missing one is told and never makes the service unready, for help goes on without it.
    """

    name = "calendar"

    def __init__(self, clocks: Clocks, clock: Clock) -> None:
        self._clocks = clocks
        self._clock = clock

    async def check(self) -> Health:
        """How it is now."""
        year = self._clocks.calendar.year_to_enter(local_date(self._clock.now()))
        if year is None:
            return Health(self.name, True)
        return Health(self.name, True, f"enter the working calendar of {year}", warns=True)
