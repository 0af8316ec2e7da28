"""Case numbers such as 救2026-0117, counted from 1 in each calendar year of China."""

from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.storage.counters import Counters


class MongoCaseNumbers:
    """One counter per year; a repeated cause gets its number again."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def issue(self, cause: Cause) -> str:
        """The number for this cause. Raises StorageAway."""
        year = local_date(cause.at).year
        return case_number(year, await self._counters.next(f"cases-{year}", cause.id))


def case_number(year: int, number: int) -> str:
    """Written as on paper: 救, the year, four digits or more."""
    return f"救{year}-{number:04d}"
