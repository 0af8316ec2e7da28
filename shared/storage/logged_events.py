"""How events stand in the log of the service that published them: with their time as a date, too, by which they are
taken away in the end. Those that were logged before it stood there get theirs, once.
"""

from datetime import datetime

from shared.contracts.envelope import StoredEvent
from shared.storage.mongo import Database, Document, reaching_storage
from shared.storage.sequences import SEQUENCES

_DONE = "events dated"


def logged(event: StoredEvent) -> Document:
    """The event as it stands in the log."""
    return {"_id": event["id"], **event, "at": datetime.fromisoformat(event["time"])}


async def date_events(database: Database) -> int:
    """Give the logged events of an earlier version their date; says how many it were. Raises StorageAway."""
    async with reaching_storage():
        if await database[SEQUENCES].find_one({"_id": _DONE}, {"_id": 1}):
            return 0
        undated = {"at": {"$exists": False}, "time": {"$exists": True}}
        dated = await database["events"].update_many(undated, [{"$set": {"at": {"$toDate": "$time"}}}])
        await database[SEQUENCES].update_one({"_id": _DONE}, {"$set": {"done": True}}, upsert=True)
    return dated.modified_count
