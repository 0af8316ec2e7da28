"""Finds the items that ask for something to be done in MongoDB."""

from typing import Any

from shared.storage.reading import Reader


class MongoReminders:
    """Items by the duty that they ask for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def unsettled(self, case_id: str, code: str | None = None, about: str | None = None) -> list[str]:
        """Ids of the unsettled items about this duty of the case, or about any of its duties, oldest first."""
        where: dict[str, Any] = {"state.announcement.duty.case_id": case_id, "state.settled_at": None}
        if code is not None:
            where["state.announcement.duty.code"] = code
        if about is not None:
            where["state.announcement.duty.about"] = about
        return [found["_id"] for found in await self._reader.every("items", where, [("created_at", 1)])]
