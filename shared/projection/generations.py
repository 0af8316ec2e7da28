"""Where the rows of a projection stand: in one generation that is read, meanwhile in another that is being built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo import ReturnDocument

from shared.projection.projection import Projection
from shared.storage.mongo import Database, Document, reaching_storage

POINTERS = "projections"
"""The collection of each service that says which generation is read."""

PREFIX = "rows."


@dataclass(frozen=True)
class Generations:
    """The generations of one projection. Each is a collection of its own; which is read is one small document."""

    database: Database
    projection: Projection

    async def pointer(self) -> Document:
        """Which is read, which is being built; empty before the first was begun. Raises StorageAway."""
        return (await pointers(self.database, [self.projection]))[self.projection.key]

    async def live(self) -> str | None:
        """The collection that is read; None until the first is built. Raises StorageAway."""
        live: str | None = (await self.pointer()).get("live")
        return live

    async def begin(self) -> str:
        """Begin another generation beside the live one; whoever saves from now on writes to both.

        What an earlier attempt or the last rebuild left is dropped. Raises StorageAway.
        """
        async with reaching_storage():
            pointer = await self.database[POINTERS].find_one_and_update(
                {"_id": self.projection.key}, {"$inc": {"last": 1}}, upsert=True, return_document=ReturnDocument.AFTER
            )
        name = f"{PREFIX}{self.projection.key}.{pointer['last']}"
        await self._drop_but(pointer.get("live"))
        async with reaching_storage():
            models = [index.model() for index in self.projection.indexes]
            await self.database.create_collection(name)
            if models:
                await self.database[name].create_indexes(models)
            await self.database[POINTERS].update_one({"_id": self.projection.key}, {"$set": {"building": name}})
        return name

    async def swap(self, name: str, at: datetime, seconds: float) -> bool:
        """Read this generation from now on; says whether it still was the one being built. Raises StorageAway.

        The one before stays until the next is begun, so that whoever is reading it can end.
        """
        told = {"live": name, "building": None, "built_at": at, "seconds": seconds}
        async with reaching_storage():
            swapped = await self.database[POINTERS].update_one(
                {"_id": self.projection.key, "building": name}, {"$set": told}
            )
        return bool(swapped.modified_count)

    async def drop_other_forms(self) -> None:
        """Drop the rows of earlier forms. Raises StorageAway."""
        ours = f"{PREFIX}{self.projection.key}."
        for name in await self._every():
            if not name.startswith(ours):
                async with reaching_storage():
                    await self.database.drop_collection(name)
        other = {"_id": {"$regex": rf"^{self.projection.name}\.[0-9]+\.[0-9]+$", "$ne": self.projection.key}}
        async with reaching_storage():
            await self.database[POINTERS].delete_many(other)

    async def _drop_but(self, kept: str | None) -> None:
        for name in await self._every():
            if name.startswith(f"{PREFIX}{self.projection.key}.") and name != kept:
                async with reaching_storage():
                    await self.database.drop_collection(name)

    async def _every(self) -> list[str]:
        """The collections of this projection, of every form."""
        named = {"name": {"$regex": rf"^rows\.{self.projection.name}\.[0-9]+\.[0-9]+\.[0-9]+$"}}
        async with reaching_storage():
            names: list[str] = await self.database.list_collection_names(filter=named)
        return names


async def pointers(database: Database, projections: Sequence[Projection]) -> dict[str, Document]:
    """Of each projection, by its key, which generation is read and which is being built. Raises StorageAway."""
    keys = [projection.key for projection in projections]
    async with reaching_storage():
        found = await database[POINTERS].find({"_id": {"$in": keys}}).to_list(None)
    told = {pointer["_id"]: pointer for pointer in found}
    return {key: told.get(key, {}) for key in keys}


def written(pointer: Mapping[str, str | None]) -> list[str]:
    """The generations that every save is written to."""
    return [name for name in (pointer.get("live"), pointer.get("building")) if name]
