"""Cases in care that were stored before their limits started by themselves."""

from collections.abc import Sequence
from datetime import datetime

from services.rescue.domain.kinds import CustodyState
from shared.storage.mongo import Database, reaching_storage

_IN_CARE = [state.value for state in CustodyState if state not in (CustodyState.REPORTED, CustodyState.DEPARTED)]


class OlderCases:
    """Finds them by their view, which does not say yet that their limits run (``clocks_begun``)."""

    def __init__(self, database: Database) -> None:
        self._cases = database["cases"]

    async def find(self, _now: datetime, limit: int) -> Sequence[str]:
        """The ids of some of them. Raises Unavailable."""
        older = {"view.custody": {"$in": _IN_CARE}, "view.clocks_begun": {"$ne": True}}
        async with reaching_storage():
            return [document["_id"] async for document in self._cases.find(older, {"_id": 1}).limit(limit)]
