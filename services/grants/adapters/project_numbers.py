"""Project numbers such as 资2026-0001: the next after the highest of the round, guarded by a unique index."""

from collections.abc import Awaitable, Callable

from services.grants.domain.errors import ProjectNumberTaken
from shared.kernel.repository import Receipt
from shared.storage.reading import Reader

ATTEMPTS = 20


class MongoProjectNumbers:
    """Reads the highest number of the round; whoever loses the race for the next one tries the one after."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def issue(self, round_: int, use: Callable[[str], Awaitable[Receipt]]) -> Receipt:
        """Call ``use`` with the next free number. Raises ProjectNumberTaken after ATTEMPTS lost races."""
        for _ in range(ATTEMPTS - 1):
            try:
                return await use(await self._next(round_))
            except ProjectNumberTaken:
                continue
        return await use(await self._next(round_))

    async def _next(self, round_: int) -> str:
        highest = await self._reader.every("projects", {"view.round": round_}, [("view.number", -1)], limit=1)
        last = int(highest[0]["view"]["number"].rpartition("-")[2]) if highest else 0
        return f"资{round_}-{last + 1:04d}"
