"""Finds the organisations for which time is to pass: those with a clock that is due, and once those without clocks."""

from datetime import datetime

from shared.clock.loop import FindDue
from shared.storage.reading import Reader

OLDER = {
    "$or": [{"state.clocks": None}, {"state.told": None}, {"state.status": {"$ne": "registered"}, "state.steps": []}]
}
"""Documents of a version that had no clocks, told nobody the public facts, or did not keep the state in which an
organisation came in."""


class DueOrganisations:
    """What the loop asks. Documents of a version that had no clocks are looked for until there are none left."""

    def __init__(self, due: FindDue, reader: Reader) -> None:
        self._due = due
        self._reader = reader
        self._older_left = True

    async def __call__(self, now: datetime, limit: int) -> list[str]:
        """Ids of organisations, at most ``limit`` of each sort."""
        older: list[str] = []
        if self._older_left:
            found = await self._reader.every("organisations", OLDER, limit=limit)
            older = [document["_id"] for document in found]
            self._older_left = bool(older)
        return [*older, *await self._due(now, limit)]
