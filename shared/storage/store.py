"""The one write path: state, events to send and causes absorbed go into one document by one atomic write."""

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

import structlog
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from shared.contracts.contract import Contract
from shared.contracts.envelope import StoredEvent
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Cause
from shared.kernel.errors import AlreadyExists, ChangedMeanwhile, DomainError, Erased, KeyReused, NotFound, OutOfOrder
from shared.kernel.repository import Receipt
from shared.observability import metrics
from shared.storage.documents import Documents, Outbound, StateUnreadable, envelopes
from shared.storage.indexes import Index
from shared.storage.mongo import Collection, Document, reaching_storage

A = TypeVar("A", bound=Aggregate)

HANDLED_FOR = timedelta(days=35)
"""How long absorbed causes are remembered: longer than the longest parking and redrive (30 days)."""

STRIDE = 1_000
"""Aggregates that are looked through at once, for absorbed causes to forget or views to refresh."""

ATTEMPTS = 12
"""How often a lost race is tried again before it is answered with ChangedMeanwhile."""
log = structlog.get_logger()


class Saver(Protocol):
    """What the store hands a saved document's pending events to; the relay."""

    def offer(self, collection: str, document_id: str, outbox: Sequence[StoredEvent]) -> None:
        """Take the whole pending outbox, in order, for sending. Never blocks and never raises."""


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
        document = {
            "_id": aggregate.id,
            "version": 1,
            **await self._documents.dump(aggregate),
            "sequence": len(outbox),
            "outbox": outbox,
            "handled": [_handled(cause)],
            "created_at": cause.at,
            "updated_at": cause.at,
        }
        try:
            async with reaching_storage():
                await self.collection.insert_one(document)
        except DuplicateKeyError as error:
            return await self._created_before(aggregate.id, cause, error)
        self._offer(aggregate.id, outbox)
        return Receipt(aggregate.id, 1)

    async def change(self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]) -> Receipt:
        version = 0
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(random.uniform(0, min(0.2, 0.004 * 2**attempt)))  # noqa: S311  (jitter)
            found = await self._load(aggregate_id, cause)
            version = found["version"]
            if _absorbed_before(found["handled"], cause):
                return _repeated(aggregate_id, version, cause)
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
        """Drop absorbed causes older than HANDLED_FOR; says from how many aggregates. Does not touch versions.

        Works through the collection in strides: an index would cost every write, one statement over all would not end
        in time once there are many.
        """
        before = {"at": {"$lt": now - HANDLED_FOR}}
        forgotten, last = 0, ""
        while stride := await self._ids_after(last):
            these = {"_id": {"$gt": last, "$lte": stride[-1]}, "handled": {"$elemMatch": before}}
            async with reaching_storage():
                forgotten += (await self.collection.update_many(these, {"$pull": {"handled": before}})).modified_count
            last = stride[-1]
        return forgotten

    async def refresh_views(self, form: int) -> int:
        """Write the views of documents anew whose ``view.form`` is lower or missing; says of how many.

        Does not touch versions; whoever saves meanwhile writes the present view anyway. A document that was erased,
        that cannot be read, or whose view is now taken by another keeps what it has.
        """
        refreshed, last, older = 0, "", {"view.form": {"$not": {"$gte": form}}}
        while stride := await self._ids_after(last, older):
            for aggregate_id in stride:
                refreshed += await self._refresh_view(aggregate_id)
            last = stride[-1]
        return refreshed

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

    async def _ids_after(self, last: str, where: Document | None = None) -> list[str]:
        wanted = {"_id": {"$gt": last}, **(where or {})}
        async with reaching_storage():
            found = self.collection.find(wanted, {"_id": 1}).sort("_id", 1).limit(STRIDE)
            return [document["_id"] async for document in found]

    async def erase(self, aggregate_id: str) -> bool:
        """Destroy the aggregate's own data key: what was sealed with it can never be read again, here or elsewhere.

        Says whether there was one; an aggregate that is sealed with another's key has none.
        """
        vault = self._documents.vault
        return vault is not None and await vault.destroy_key(aggregate_id)

    async def _load(self, aggregate_id: str, cause: Cause) -> Document:
        """The parts that a change needs; of ``handled`` only the entries that matter for this cause."""
        relevant: Document = {"$eq": ["$$entry.id", {"$literal": cause.id}]}
        if cause.subject is not None:
            same = {"$eq": ["$$entry.subject", {"$literal": cause.subject}]}
            later = [same, {"$gte": ["$$entry.sequence", cause.sequence]}]
            relevant = {"$or": [relevant, {"$and": later}]}
        async with reaching_storage():
            found = await self.collection.find_one(
                {"_id": aggregate_id},
                {
                    "state": 1,
                    "version": 1,
                    "sequence": 1,
                    "handled": {"$filter": {"input": "$handled", "as": "entry", "cond": relevant}},
                },
            )
        if found is None:
            raise self._not_found
        return found

    async def _save(self, aggregate: A, found: Document, cause: Cause) -> bool:
        outbox = self._outbox(aggregate, found["sequence"], cause)
        update: Document = {
            "$set": {
                **await self._documents.dump(aggregate),
                "version": found["version"] + 1,
                "sequence": found["sequence"] + len(outbox),
                "updated_at": cause.at,
            },
            "$push": {"handled": _handled(cause)},
        }
        if outbox:
            update["$push"]["outbox"] = {"$each": outbox}
        try:
            async with reaching_storage():
                saved = await self.collection.find_one_and_update(
                    {"_id": aggregate.id, "version": found["version"]},
                    update,
                    projection={"outbox": 1},
                    return_document=ReturnDocument.AFTER,
                )
        except DuplicateKeyError as error:
            raise self._taken_error(error) from error
        if saved is None:
            return False
        self._offer(aggregate.id, saved["outbox"])
        return True

    async def _created_before(self, aggregate_id: str, cause: Cause, error: DuplicateKeyError) -> Receipt:
        try:
            found = await self._load(aggregate_id, cause)
        except NotFound:
            raise self._taken_error(error) from error
        if _absorbed_before(found["handled"], cause):
            return _repeated(aggregate_id, found["version"], cause)
        raise self._taken_error(error) from error

    def _taken_error(self, error: DuplicateKeyError) -> DomainError:
        text = str(error)
        named = (kind for name, kind in self._taken.items() if kind is not None and f"index: {name} " in text)
        return next(named, AlreadyExists)()

    def _outbox(self, aggregate: A, last_sequence: int, cause: Cause) -> list[StoredEvent]:
        contracts: list[Contract] = [c for c in map(self._outbound, aggregate.recorded()) if c is not None]
        traceparent = self._traceparent() or cause.traceparent
        return envelopes(contracts, self._service, aggregate.id, last_sequence, cause, traceparent)

    def _offer(self, document_id: str, outbox: Sequence[StoredEvent]) -> None:
        if outbox:
            self._saver.offer(self.collection.name, document_id, outbox)


def _repeated(aggregate_id: str, version: int, cause: Cause) -> Receipt:
    if cause.subject is not None:
        metrics.wire_duplicates.inc()
    return Receipt(aggregate_id, version, repeated=True)


def _handled(cause: Cause) -> Document:
    entry: Document = {"id": cause.id, "at": cause.at}
    if cause.digest is not None:
        entry["digest"] = cause.digest
    if cause.subject is not None:
        entry |= {"subject": cause.subject, "sequence": cause.sequence}
    return entry


def _absorbed_before(handled: Sequence[Document], cause: Cause) -> bool:
    """Whether this cause was absorbed before. Raises KeyReused for another request, OutOfOrder after a later event."""
    for entry in handled:
        if entry["id"] == cause.id:
            if cause.digest is not None and entry.get("digest") not in (None, cause.digest):
                raise KeyReused
            return True
    if handled:
        raise OutOfOrder
    return False
