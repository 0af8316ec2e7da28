"""Ports of rescue in memory, for tests."""

from services.rescue.adapters.case_numbers import case_number
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause


class NumbersInMemory:
    """Case numbers from 1 in each year, the same again for a repeated cause."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._last: dict[int, int] = {}

    async def issue(self, cause: Cause) -> str:
        """The number for this cause."""
        if cause.id not in self._given:
            year = local_date(cause.at).year
            self._last[year] = self._last.get(year, 0) + 1
            self._given[cause.id] = case_number(year, self._last[year])
        return self._given[cause.id]
