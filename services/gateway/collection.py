"""What the gateway keeps for itself: small documents by id, in its own database."""

from collections.abc import Callable, Mapping
from typing import Protocol

from shared.storage import mongo
from shared.storage.mongo import Document, reaching_storage

Body = Mapping[str, object]


class Collection(Protocol):
    """One collection of JSON-like documents. ``change`` is atomic, also between parallel requests."""

    async def get(self, key: str) -> Body | None:
        """The document, or None."""

    async def every(self) -> list[Body]:
        """All documents, by id; for collections that stay small."""

    async def where(self, field: str, value: str) -> list[Body]:
        """The documents whose field has this value, by id."""

    async def later(self, field: str, after: str) -> list[Body]:
        """The documents whose field is higher than the given text, by id (times are ISO, UTC)."""

    async def take(self, key: str) -> Body | None:
        """Remove the document and answer what it was; of several at once exactly one gets it."""

    async def change(self, key: str, verb: Callable[[Body | None], Body]) -> Body:
        """Replace the document by what the verb makes of it (None if absent); repeated after a lost race."""

    async def delete(self, key: str) -> None:
        """Remove the document if it is there."""

    async def remove(self, field: str, value: str) -> int:
        """Remove documents whose field has this value; answer how many."""

    async def purge(self, field: str, before: str) -> int:
        """Remove documents whose field is lower than the given text (times are ISO, UTC); answer how many."""


class MongoCollection:
    """Documents in one collection of MongoDB, each with a version that guards its replacement. Raises StorageAway."""

    def __init__(self, collection: mongo.Collection) -> None:
        self._collection = collection

    async def get(self, key: str) -> Body | None:
        found = await self._find(key)
        return None if found is None else found["body"]

    async def every(self) -> list[Body]:
        return await self._sorted({})

    async def where(self, field: str, value: str) -> list[Body]:
        return await self._sorted({f"body.{field}": value})

    async def later(self, field: str, after: str) -> list[Body]:
        return await self._sorted({f"body.{field}": {"$gt": after}})

    async def take(self, key: str) -> Body | None:
        async with reaching_storage():
            found = await self._collection.find_one_and_delete({"_id": key})
        taken: Body | None = None if found is None else found["body"]
        return taken

    async def change(self, key: str, verb: Callable[[Body | None], Body]) -> Body:
        while True:
            found = await self._find(key)
            body = dict(verb(None if found is None else found["body"]))
            version = 0 if found is None else found["version"]
            if await self._swap(key, version, body):
                return body

    async def _sorted(self, query: Document) -> list[Body]:
        async with reaching_storage():
            return [found["body"] async for found in self._collection.find(query).sort("_id", 1)]

    async def _find(self, key: str) -> Document | None:
        async with reaching_storage():
            return await self._collection.find_one({"_id": key})

    async def _swap(self, key: str, version: int, body: Body) -> bool:
        fresh = {"$set": {"body": body, "version": version + 1}}
        absent = {"$setOnInsert": {"body": body, "version": 1}}
        async with reaching_storage():
            if version:
                return bool((await self._collection.update_one({"_id": key, "version": version}, fresh)).matched_count)
            answer = await self._collection.update_one({"_id": key}, absent, upsert=True)
            return answer.upserted_id is not None

    async def delete(self, key: str) -> None:
        async with reaching_storage():
            await self._collection.delete_one({"_id": key})

    async def remove(self, field: str, value: str) -> int:
        async with reaching_storage():
            return int((await self._collection.delete_many({f"body.{field}": value})).deleted_count)

    async def purge(self, field: str, before: str) -> int:
        async with reaching_storage():
            return int((await self._collection.delete_many({f"body.{field}": {"$lt": before}})).deleted_count)
