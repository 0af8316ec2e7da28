"""Causes that an aggregate absorbed a while ago leave its document, so that a busy one does not grow with its past.

They are kept in the service's ``absorbed``, a row for each cause and one for the latest event of each subject, as long
as causes are remembered at all. The document counts in ``handled_moves`` how often some left it: who saves what was
read before such a move, and may have missed it, is refused and looks again.
"""

import asyncio
from collections.abc import Sequence

import structlog
from pymongo import UpdateOne

from shared.kernel.cause import Cause
from shared.kernel.errors import Unavailable
from shared.storage.appending import append
from shared.storage.mongo import Collection, Document, reaching_storage
from shared.storage.together import loads

ABSORBED = "absorbed"
"""The collection of each service that keeps them."""

MOST = 256
KEPT = 64
"""A document with more than MOST causes keeps the KEPT latest."""
MOST_AT_ONCE = 2_000
"""Most that leave at once: somebody waits for it."""
log = structlog.get_logger()


class AbsorbedBefore:
    """What left the documents of one collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._rows = collection.database[ABSORBED]
        self._loads = loads(self._rows, {"id": 1, "digest": 1, "subject": 1, "sequence": 1})

    async def entries(self, found: Document, cause: Cause) -> list[Document]:
        """Of what had left the document when it was ``found`` so, what matters for this cause. Raises StorageAway."""
        if not found.get("handled_moves"):
            return []
        ids = [self._id_of(found["_id"], "cause", cause.id)]
        if cause.subject is not None:
            ids.append(self._id_of(found["_id"], "subject", cause.subject))
        async with reaching_storage():
            rows = await asyncio.gather(*(self._loads.of(one) for one in ids))
        entries = [{"id": "", **row} for row in rows if row is not None]
        return [one for one in entries if one["id"] == cause.id or one["sequence"] >= cause.sequence]

    async def move(self, aggregate_id: str) -> None:
        """Move the oldest. A save meanwhile, or storage that is away, keeps them where they are for now."""
        try:
            async with reaching_storage():
                await self._move(aggregate_id)
        except Unavailable:
            log.warning("absorbed.not_moved", collection=self._collection.name, id=aggregate_id)

    async def _move(self, aggregate_id: str) -> None:
        parts = {"version": 1, "handled": 1}
        found = await self._collection.find_one({"_id": aggregate_id}, parts)
        if found is None or (leaving := min(len(found["handled"]) - KEPT, MOST_AT_ONCE)) <= 0:
            return
        await self._keep(aggregate_id, found["handled"][:leaving])
        same = {"_id": aggregate_id, "version": found["version"]}
        moved = {"$set": {"handled": found["handled"][leaving:]}, "$inc": {"handled_moves": 1}}
        await self._collection.update_one(same, moved)

    async def _keep(self, aggregate_id: str, entries: Sequence[Document]) -> None:
        await append(self._rows, [{"_id": self._id_of(aggregate_id, "cause", one["id"]), **one} for one in entries])
        latest = {one["subject"]: {"sequence": one["sequence"], "at": one["at"]} for one in entries if "subject" in one}
        rows = [
            UpdateOne({"_id": self._id_of(aggregate_id, "subject", subject)}, {"$max": one}, upsert=True)
            for subject, one in latest.items()
        ]
        if rows:
            await self._rows.bulk_write(rows, ordered=False)

    def _id_of(self, aggregate_id: str, what: str, which: str) -> str:
        return f"{self._collection.name}/{aggregate_id}/{what}/{which}"
