"""Counters that give each cause one number: the next one, or the same again when the cause is repeated."""

from pymongo import ReturnDocument

from shared.storage.mongo import Database, Document, reaching_storage

REMEMBERED = 1000
"""How many of the latest numbers of a counter are remembered with their causes; a later repeat leaves a gap."""


class Counters:
    """Named counters from 1 in one collection; giving out a number is one atomic write."""

    def __init__(self, database: Database, collection: str = "counters") -> None:
        self._collection = database[collection]

    async def next(self, name: str, cause_id: str) -> int:
        """The number of this cause in the counter ``name``. Raises StorageAway; then no number was lost."""
        async with reaching_storage():
            counter = await self._collection.find_one_and_update(
                {"_id": name},
                _give(cause_id),
                upsert=True,
                return_document=ReturnDocument.AFTER,
                projection={"given": {"$filter": {"input": "$given", "cond": _is(cause_id)}}},
            )
        return int(counter["given"][-1]["number"])


def _is(cause_id: str) -> Document:
    return {"$eq": ["$$this.cause", {"$literal": cause_id}]}


def _give(cause_id: str) -> list[Document]:
    given = {"$ifNull": ["$given", []]}
    known = {"$anyElementTrue": [{"$map": {"input": given, "in": _is(cause_id)}}]}
    last = {"$add": [{"$ifNull": ["$last", 0]}, 1]}
    entry = {"cause": {"$literal": cause_id}, "number": last}
    return [
        {
            "$set": {
                "last": {"$cond": [known, "$last", last]},
                "given": {"$cond": [known, given, {"$slice": [{"$concatArrays": [given, [entry]]}, -REMEMBERED]}]},
            }
        }
    ]
