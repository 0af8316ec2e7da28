"""Project numbers such as 资2026-0001, counted from 1 in each round."""

from shared.kernel.cause import Cause
from shared.storage.counters import Counters


class MongoProjectNumbers:
    """One counter per round; a repeated cause gets its number again."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def issue(self, round_: int, cause: Cause) -> str:
        """The number for this cause. Raises StorageAway."""
        return f"资{round_}-{await self._counters.next(f'projects-{round_}', cause.id):04d}"
