"""Finds the items that ask for something to be done in MongoDB."""

from typing import Any

from services.notify.domain.announcement import ThingKind
from shared.storage.reading import Reader

_THINGS = {
    "rescue": [ThingKind.CASE, ThingKind.WARD_REPORT],
    "grants": [ThingKind.PROJECT, ThingKind.OWN_PROJECT],
    "registry": [ThingKind.ORGANISATION],
}
"""What each publisher's reminders lead to: two of them count their events of one organisation, each for itself."""


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

    async def heard(self, publisher: str, case_id: str) -> int:
        """The highest sequence of that publisher's events about it that any of its items has absorbed; 0 for none."""
        where = {
            "state.announcement.duty.case_id": case_id,
            "state.announcement.about.kind": {"$in": _THINGS[publisher]},
        }
        pipeline: list[dict[str, Any]] = [
            {"$match": where},
            {"$unwind": "$handled"},
            {"$match": {"handled.subject": case_id}},
            {"$group": {"_id": None, "latest": {"$max": "$handled.sequence"}}},
        ]
        rows = await self._reader.aggregate("items", pipeline)
        return int(rows[0]["latest"]) if rows else 0
