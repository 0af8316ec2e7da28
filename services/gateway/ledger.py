"""What the gateway only ever adds to: numbered rows in its own database, newest first when they are read.

Where the rows begin and end is noted beside them, so that rows cut off at either side are missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.storage import mongo
from shared.storage.mongo import Document, reaching_storage

Row = Mapping[str, object]
NEWEST = -1
BOUNDS = "bounds"


@dataclass(frozen=True)
class Wanted:
    """Which rows: those of all the given values, within the times, below a number."""

    equal: Mapping[str, str]
    since: datetime | None = None
    until: datetime | None = None
    below: int | None = None


@dataclass(frozen=True)
class Bounds:
    """The number of the oldest row that was not forgotten, and number and hash of the last that was added."""

    first: int = 0
    last: int = 0
    hash: str = ""


class Ledger(Protocol):
    """Rows ``{no, at, hash, …}``, each added once and never changed."""

    async def last(self) -> Row | None:
        """Number and hash of the row that was added last, whether or not it is still there."""

    async def bounds(self) -> Bounds:
        """Where the rows ought to begin and end."""

    async def add(self, row: Row) -> bool:
        """Add a row; False when its number is taken."""

    async def found(self, wanted: Wanted, most: int) -> list[Row]:
        """The newest rows that are wanted."""

    async def first(self, above: int, most: int) -> list[Row]:
        """The oldest rows above a number, for going through all."""

    async def forget(self, before: datetime) -> int:
        """Remove the rows before the first that is not older than that; answer how many."""


class MongoLedger:
    """Rows in one collection of MongoDB. Raises StorageAway."""

    def __init__(self, collection: mongo.Collection) -> None:
        self._collection = collection
        self._bounds = collection.database[f"{collection.name}_bounds"]

    async def last(self) -> Row | None:
        async with reaching_storage():
            found = await self._collection.find_one({}, sort=[("_id", NEWEST)])
        noted = await self.bounds()
        if noted.last and (found is None or found["_id"] < noted.last):
            return {"no": noted.last, "hash": noted.hash}
        return None if found is None else _row(found)

    async def bounds(self) -> Bounds:
        async with reaching_storage():
            found = await self._bounds.find_one({"_id": BOUNDS})
        return Bounds(**{name: value for name, value in (found or {}).items() if name != "_id"})

    async def add(self, row: Row) -> bool:
        absent = {"$setOnInsert": {key: value for key, value in row.items() if key != "no"}}
        async with reaching_storage():
            answer = await self._collection.update_one({"_id": row["no"]}, absent, upsert=True)
            if added := answer.upserted_id is not None:
                await self._note_end(row)
        return added

    async def found(self, wanted: Wanted, most: int) -> list[Row]:
        times = {"$gte": wanted.since, "$lt": wanted.until}
        between = {key: at for key, at in times.items() if at is not None}
        query: Document = {**wanted.equal, **({"at": between} if between else {})}
        if wanted.below is not None:
            query["_id"] = {"$lt": wanted.below}
        async with reaching_storage():
            return [_row(found) async for found in self._collection.find(query).sort("_id", NEWEST).limit(most)]

    async def first(self, above: int, most: int) -> list[Row]:
        async with reaching_storage():
            return [
                _row(found) async for found in self._collection.find({"_id": {"$gt": above}}).sort("_id", 1).limit(most)
            ]

    async def forget(self, before: datetime) -> int:
        async with reaching_storage():
            kept = await self._collection.find_one({"at": {"$gte": before}}, {"_id": 1}, sort=[("_id", 1)])
            last = None if kept else await self.last()
            first = kept["_id"] if kept else 1 + int(str(last["no"])) if last else 0
            gone: Document = {"_id": {"$lt": first}}
            if await self._collection.find_one(gone, {"_id": 1}) is None:
                return 0
            await self._bounds.update_one({"_id": BOUNDS}, {"$max": {"first": first}}, upsert=True)
            return int((await self._collection.delete_many(gone)).deleted_count)

    async def _note_end(self, row: Row) -> None:
        """Another process may have added and noted later rows already."""
        later = {"$gt": [row["no"], {"$ifNull": ["$last", 0]}]}
        noted = {"last": row["no"], "hash": row["hash"]}
        told = {name: {"$cond": [later, {"$literal": value}, f"${name}"]} for name, value in noted.items()}
        begun = {"first": {"$ifNull": ["$first", row["no"]]}}
        await self._bounds.update_one({"_id": BOUNDS}, [{"$set": {**told, **begun}}], upsert=True)


def _row(found: Document) -> Row:
    return {"no": found["_id"], **{key: value for key, value in found.items() if key != "_id"}}
