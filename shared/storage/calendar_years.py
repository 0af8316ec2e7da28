"""Years of the working calendar as operators entered them: every entry is kept, with who entered it and when."""

from datetime import date

from pymongo.errors import DuplicateKeyError

from shared.kernel.calendar import CalendarYear, EnteredYear
from shared.storage.mongo import Database, Document, reaching_storage

COLLECTION = "working_calendar"


class CalendarYears:
    """The entries of one service's database. Nothing is changed or removed: the latest entry of a year holds.

    One that takes it back brings the earlier one back.
    """

    def __init__(self, database: Database) -> None:
        self._entries = database[COLLECTION]

    async def enter(self, entry_id: str, entered: EnteredYear) -> bool:
        """Keep an entry; False, and nothing kept, for an id that was entered before. Raises StorageAway."""
        document: Document = {
            "_id": entry_id,
            "year": entered.number,
            "days_off": sorted(day.isoformat() for day in entered.year.days_off),
            "make_up_days": sorted(day.isoformat() for day in entered.year.make_up_days),
            "source": entered.year.source,
            "by": entered.by,
            "at": entered.at,
        }
        if entered.takes_back:
            document["takes_back"] = True
        try:
            async with reaching_storage():
                await self._entries.insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    async def entries(self) -> list[EnteredYear]:
        """All entries, the oldest first. Raises StorageAway."""
        async with reaching_storage():
            found: list[Document] = await self._entries.find({}).sort([("at", 1), ("_id", 1)]).to_list(None)
        return [_entry(one) for one in found]


def _entry(kept: Document) -> EnteredYear:
    off, worked = (frozenset(map(date.fromisoformat, kept[name])) for name in ("days_off", "make_up_days"))
    year = CalendarYear(off, worked, kept["source"])
    return EnteredYear(kept["year"], year, kept["by"], kept["at"], str(kept["_id"]), kept.get("takes_back", False))
