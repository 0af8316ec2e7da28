"""Working through a whole collection a thousand documents at a time, whatever its size and whoever writes meanwhile."""

from collections.abc import AsyncIterator

from shared.storage.mongo import Collection, Document, reaching_storage

STRIDE = 1_000
"""Documents that are looked through at once."""


async def strides(collection: Collection, where: Document | None = None) -> AsyncIterator[list[str]]:
    """The ids of all documents that fit, in their order, in lists of at most STRIDE. Raises StorageAway."""
    last = ""
    while True:
        wanted = {"_id": {"$gt": last}, **(where or {})}
        async with reaching_storage():
            found = collection.find(wanted, {"_id": 1}).sort("_id", 1).limit(STRIDE)
            stride = [document["_id"] async for document in found]
        if not stride:
            return
        yield stride
        last = stride[-1]
