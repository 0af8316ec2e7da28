"""The one write path: state, events to send and causes absorbed go into one document by one atomic write."""

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import structlog
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from shared.contracts.contract import Contract
from shared.contracts.envelope import StoredEvent
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import AlreadyExists, ChangedMeanwhile, DomainError, Erased, NotFound
from shared.kernel.repository import Receipt
from shared.storage.absorbed import absorbed_before, forget, handled, relevant_for, repeated
from shared.storage.documents import Documents, Outbound, StateUnreadable, envelopes
from shared.storage.indexes import Index
from shared.storage.journal import AS_MIGRATED, Entry, Happened, Head, chained
from shared.storage.mongo import Collection, Document, reaching_storage
from shared.storage.strides import strides

A = TypeVar("A", bound=Aggregate)

ATTEMPTS = 12
"""How often a lost race is tried again before it is answered with ChangedMeanwhile."""
AT_ONCE = 20
"""How many older documents begin their journals at once: each waits for a majority of the servers."""
log = structlog.get_logger()


class Saver(Protocol):
    """What the store hands a saved document's pending events to; the relay."""

    def offer(
        self, collection: str, document_id: str, outbox: Sequence[StoredEvent], entries: Sequence[Entry] = ()
    ) -> None:
        """Take the whole pending outbox, in order, for sending, and entries for the journal. Never blocks or raises."""


class AggregateStore(Generic[A]):
    """The repository of one kind of aggregate on MongoDB."""

    def __init__(
        self,
        collection: Collection,
        service: str,
        documents: Documents[A],
        outbound: Outbound,
        saver: Saver,
        *,
        indexes: Sequence[Index] = (),
        not_found: type[NotFound] = NotFound,
        traceparent: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.collection = collection
        self._service = service
        self._documents = documents
        self._outbound = outbound
        self._saver = saver
        self._taken = {index.name: index.error for index in indexes if index.unique and index.error}
        self._not_found = not_found
        self._traceparent = traceparent

    async def get(self, aggregate_id: str) -> A:
        async with reaching_storage():
            found = await self.collection.find_one({"_id": aggregate_id}, {"state": 1})
        if found is None:
            raise self._not_found
        return await self._documents.load(aggregate_id, found["state"])

    async def create(self, aggregate: A, cause: Cause) -> Receipt:
        await self._documents.make_key(aggregate)
        outbox = self._outbox(aggregate, 0, cause)
        entries, head = await self._entries(aggregate, 1, Head(), cause)
        document = {
            "_id": aggregate.id,
            "version": 1,
            **await self._documents.dump(aggregate),
            "sequence": len(outbox),
            "outbox": outbox,
            "journal": entries,
            "journal_head": head.stored(),
            "handled": [handled(cause)],
            "created_at": cause.at,
            "updated_at": cause.at,
        }
        try:
            async with reaching_storage():
                await self.collection.insert_one(document)
        except DuplicateKeyError as error:
            return await self._created_before(aggregate.id, cause, error)
        self._offer(aggregate.id, outbox, entries)
        return Receipt(aggregate.id, 1)

    async def change(self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]) -> Receipt:
        version = 0
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(random.uniform(0, min(0.2, 0.004 * 2**attempt)))  # noqa: S311  (jitter)
            found = await self._load(aggregate_id, cause)
            version = found["version"]
            if absorbed_before(found["handled"], cause):
                return repeated(aggregate_id, version, cause)
            if cause.expected_version not in (None, version):
                raise ChangedMeanwhile(version=version)
            aggregate = await self._documents.load(aggregate_id, found["state"])
            verb(aggregate)
            if await self._save(aggregate, found, cause):
                return Receipt(aggregate_id, version + 1)
        raise ChangedMeanwhile(version=version)

    async def due(self, now: datetime, limit: int = 200) -> list[str]:
        """Ids of aggregates with an open deadline at or before ``now``, the longest due first."""
        is_due = {"next_due_at": {"$lte": now, "$type": "date"}}  # the type makes the partial index usable
        async with reaching_storage():
            found = self.collection.find(is_due, {"_id": 1}).sort("next_due_at", 1)
            return [document["_id"] async for document in found.limit(limit)]

    async def forget_handled(self, now: datetime) -> int:
        """Drop absorbed causes older than HANDLED_FOR; says from how many aggregates. Does not touch versions."""
        return await forget(self.collection, now)

    async def refresh_views(self, form: int) -> int:
        """Write the views of documents anew whose ``view.form`` is lower or missing; says of how many.

        Does not touch versions; whoever saves meanwhile writes the present view anyway. A document that was erased,
        that cannot be read, or whose view is now taken by another keeps what it has.
        """
        older = {"view.form": {"$not": {"$gte": form}}}
        return sum([await self._refresh_view(i) async for stride in strides(self.collection, older) for i in stride])

    async def begin_journals(self, now: datetime) -> int:
        """Give documents that are older than the journal their first entry; says to how many.

        Does not touch versions; whoever saves meanwhile writes that entry before its own. A document that cannot be
        read is left as it is.
        """
        cause = Cause(AS_MIGRATED, Actor(f"service:{self._service}"), now, AS_MIGRATED)
        begun = 0
        async for stride in strides(self.collection, {"journal_head": {"$exists": False}}):
            for at in range(0, len(stride), AT_ONCE):
                some = stride[at : at + AT_ONCE]
                begun += sum(await asyncio.gather(*(self._begin_journal(one, cause) for one in some)))
        return begun

    async def _begin_journal(self, aggregate_id: str, cause: Cause) -> bool:
        async with reaching_storage():
            found = await self.collection.find_one({"_id": aggregate_id}, {"state": 1, "version": 1, "journal_head": 1})
        if found is None or "journal_head" in found:
            return False
        version, state = found["version"], found["state"]
        try:
            aggregate = await self._documents.load(aggregate_id, state)
            entries, head = await self._entries(aggregate, version, Head(), cause, state)
        except Erased:
            told = [Happened.migrated(None, cause, self._service)]
            entries, head = chained(told, self.collection.name, aggregate_id, version, cause, Head())
        except StateUnreadable:
            log.warning("store.journal_not_begun", collection=self.collection.name, id=aggregate_id)
            return False
        begin = {"$set": {"journal_head": head.stored()}, "$push": {"journal": {"$each": entries}}}
        async with reaching_storage():
            begun = bool((await self.collection.update_one(_as_found(found), begin)).modified_count)
        if begun:
            self._offer(aggregate_id, (), entries)
        return begun

    async def _refresh_view(self, aggregate_id: str) -> bool:
        async with reaching_storage():
            found = await self.collection.find_one({"_id": aggregate_id}, {"state": 1, "version": 1})
        if found is None:
            return False
        try:
            view = self._documents.view_of(await self._documents.load(aggregate_id, found["state"]))
            same = {"_id": aggregate_id, "version": found["version"]}
            async with reaching_storage():
                return bool((await self.collection.update_one(same, {"$set": view})).modified_count)
        except (Erased, StateUnreadable, DuplicateKeyError) as left:
            log.warning("store.view_left", collection=self.collection.name, id=aggregate_id, why=type(left).__name__)
            return False

    async def erase(self, aggregate_id: str) -> bool:
        """Destroy the aggregate's own data key: what was sealed with it can never be read again, here or elsewhere.

        Says whether there was one; an aggregate that is sealed with another's key has none.
        """
        vault = self._documents.vault
        return vault is not None and await vault.destroy_key(aggregate_id)

    async def _load(self, aggregate_id: str, cause: Cause) -> Document:
        """The parts that a change needs; of ``handled`` only the entries that matter for this cause."""
        parts = {"state": 1, "version": 1, "sequence": 1, "journal_head": 1, "handled": relevant_for(cause)}
        async with reaching_storage():
            found = await self.collection.find_one({"_id": aggregate_id}, parts)
        if found is None:
            raise self._not_found
        return found

    async def _save(self, aggregate: A, found: Document, cause: Cause) -> bool:
        outbox = self._outbox(aggregate, found["sequence"], cause)
        migrated = None if "journal_head" in found else found["state"]
        entries, head = await self._entries(aggregate, found["version"] + 1, Head.of(found), cause, migrated)
        update: Document = {
            "$set": {
                **await self._documents.dump(aggregate),
                "version": found["version"] + 1,
                "sequence": found["sequence"] + len(outbox),
                "journal_head": head.stored(),
                "updated_at": cause.at,
            },
            "$push": {"handled": handled(cause)},
        }
        if outbox:
            update["$push"]["outbox"] = {"$each": outbox}
        if entries:
            update["$push"]["journal"] = {"$each": entries}
        try:
            async with reaching_storage():
                saved = await self.collection.find_one_and_update(
                    _as_found(found),
                    update,
                    projection={"outbox": 1},
                    return_document=ReturnDocument.AFTER,
                )
        except DuplicateKeyError as error:
            raise self._taken_error(error) from error
        if saved is None:
            return False
        self._offer(aggregate.id, saved["outbox"], entries)
        return True

    async def _created_before(self, aggregate_id: str, cause: Cause, error: DuplicateKeyError) -> Receipt:
        try:
            found = await self._load(aggregate_id, cause)
        except NotFound:
            raise self._taken_error(error) from error
        if absorbed_before(found["handled"], cause):
            return repeated(aggregate_id, found["version"], cause)
        raise self._taken_error(error) from error

    def _taken_error(self, error: DuplicateKeyError) -> DomainError:
        text = str(error)
        named = (kind for name, kind in self._taken.items() if kind is not None and f"index: {name} " in text)
        return next(named, AlreadyExists)()

    def _outbox(self, aggregate: A, last_sequence: int, cause: Cause) -> list[StoredEvent]:
        contracts: list[Contract] = [c for c in map(self._outbound, aggregate.recorded()) if c is not None]
        traceparent = self._traceparent() or cause.traceparent
        return envelopes(contracts, self._service, aggregate.id, last_sequence, cause, traceparent)

    async def _entries(
        self, aggregate: A, version: int, head: Head, cause: Cause, migrated: Document | None = None
    ) -> tuple[list[Entry], Head]:
        """What is written into the journal with this save; ``migrated`` is the state before, where it has none yet."""
        happened = [Happened.of(event, cause) for event in aggregate.recorded()]
        if migrated is not None:
            happened.insert(0, Happened.migrated(migrated, cause, self._service))
        told = await self._documents.dump_happened(aggregate, happened)
        return chained(told, self.collection.name, aggregate.id, version, cause, head)

    def _offer(self, document_id: str, outbox: Sequence[StoredEvent], entries: Sequence[Entry]) -> None:
        if outbox or entries:
            self._saver.offer(self.collection.name, document_id, outbox, entries)


def _as_found(found: Document) -> Document:
    """Only this document as it was read may be written: nobody saved meanwhile, nor began its journal."""
    head = found.get("journal_head", {})
    return {"_id": found["_id"], "version": found["version"], "journal_head.no": head.get("no")}
