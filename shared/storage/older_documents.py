"""What documents of an older version of the product lack is added to them, beside whoever reads and saves them."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog
from pymongo.errors import DuplicateKeyError

from shared.contracts.envelope import StoredEvent
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import Erased
from shared.storage.documents import Documents, StateUnreadable
from shared.storage.journal import AS_MIGRATED, Entry, Happened, Head, chained
from shared.storage.mongo import Collection, Document, reaching_storage
from shared.storage.strides import strides

AT_ONCE = 20
"""How many older documents begin their journals at once: each waits for a majority of the servers."""
Offer = Callable[[str, str, Sequence[StoredEvent], Sequence[Entry]], bool]
"""Takes what a document has still to send, and entries for the journal."""
log = structlog.get_logger()


class OlderDocuments:
    """The documents of one collection. None of this touches their versions.

    ``mark`` is what a save marks a document with for those who make rows of it: of another form they make all rows
    anew, of views with another index key not.
    """

    def __init__(
        self, collection: Collection, service: str, documents: Documents[Any], offer: Offer, mark: Document
    ) -> None:
        self._collection = collection
        self._service = service
        self._documents = documents
        self._offer = offer
        self._mark = mark

    async def refresh_views(self, form: int, index_mark: str | None = None) -> int:
        """Write the views of documents anew whose ``view.form`` is lower or missing, or which are found by another key
        of the search index than ``index_mark`` tells of; says of how many. What they hold in the clear and is sealed by
        now is sealed.

        Whoever saves meanwhile writes the present view anyway. A document that was erased, that cannot be read, or
        whose view is now taken by another keeps what it has. Raises StorageAway.
        """
        older: Document = {"view.form": {"$not": {"$gte": form}}}
        mark: Document = {}
        if index_mark is not None:
            older, mark = {"$or": [older, {"view.index": {"$ne": index_mark}}]}, self._mark
        return sum([await self._refresh_view(i, mark) async for some in strides(self._collection, older) for i in some])

    async def begin_journals(self, now: datetime) -> int:
        """Give documents that are older than the journal their first entry; says to how many.

        Whoever saves meanwhile writes that entry before its own. A document that cannot be read is left as it is.
        Raises StorageAway.
        """
        cause = Cause(AS_MIGRATED, Actor(f"service:{self._service}"), now, AS_MIGRATED)
        begun = 0
        async for stride in strides(self._collection, {"journal_head": {"$exists": False}}):
            for at in range(0, len(stride), AT_ONCE):
                some = stride[at : at + AT_ONCE]
                begun += sum(await asyncio.gather(*(self._begin_journal(one, cause) for one in some)))
        return begun

    async def _begin_journal(self, aggregate_id: str, cause: Cause) -> bool:
        async with reaching_storage():
            found = await self._collection.find_one(
                {"_id": aggregate_id}, {"state": 1, "version": 1, "journal_head": 1}
            )
        if found is None or "journal_head" in found:
            return False
        try:
            entries, head = await self._first_entry(found, cause)
        except StateUnreadable:
            log.warning("store.journal_not_begun", collection=self._collection.name, id=aggregate_id)
            return False
        begin = {"$set": {"journal_head": head.stored()}, "$push": {"journal": {"$each": entries}}}
        async with reaching_storage():
            begun = bool((await self._collection.update_one(as_found(found), begin)).modified_count)
        if begun:
            self._offer(self._collection.name, aggregate_id, (), entries)
        return begun

    async def _first_entry(self, found: Document, cause: Cause) -> tuple[list[Entry], Head]:
        """The state as it was stored, sealed with its key; of an erased aggregate that there was one. Raises
        StateUnreadable."""
        try:
            aggregate = await self._documents.load(found["_id"], found["state"])
            migrated = [Happened.migrated(found["state"], cause, self._service)]
            told = await self._documents.dump_happened(aggregate, migrated)
        except Erased:
            told = [Happened.migrated(None, cause, self._service)]
        return chained(told, self._collection.name, found["_id"], found["version"], cause, Head())

    async def _refresh_view(self, aggregate_id: str, mark: Document) -> bool:
        async with reaching_storage():
            found = await self._collection.find_one({"_id": aggregate_id}, {"state": 1, "version": 1})
        if found is None:
            return False
        try:
            aggregate = await self._documents.load(aggregate_id, found["state"])
            view = self._documents.view_of(aggregate)
            if await self._documents.make_key_of_older(aggregate, found["state"]):
                view["state"] = (await self._documents.dump(aggregate))["state"]
            same = {"_id": aggregate_id, "version": found["version"]}
            async with reaching_storage():
                return bool((await self._collection.update_one(same, {"$set": view | mark})).modified_count)
        except (Erased, StateUnreadable, DuplicateKeyError) as left:
            log.warning("store.view_left", collection=self._collection.name, id=aggregate_id, why=type(left).__name__)
            return False


def as_found(found: Document) -> Document:
    """The filter of a document that still is as it was read: nobody saved meanwhile, nor began its journal."""
    head = found.get("journal_head", {})
    return {"_id": found["_id"], "version": found["version"], "journal_head.hash": head.get("hash")}
