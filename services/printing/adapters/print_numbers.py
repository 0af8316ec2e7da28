"""Print numbers such as 付2026-0001, counted from 1 in each calendar year of China by kind."""

from services.printing.domain.kinds import SIGNS, PrintKind
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.storage.counters import Counters


class MongoPrintNumbers:
    """One counter per kind and year; a repeated cause gets its number again."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def issue(self, kind: PrintKind, cause: Cause) -> str:
        """The number for this cause. Raises StorageAway."""
        year = local_date(cause.at).year
        number = await self._counters.next(f"prints-{kind.value}-{year}", cause.id)
        return f"{SIGNS[kind]}{year}-{number:04d}"
