"""The one write path: state, events to send and causes absorbed go into one document by one atomic write."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import structlog
from pymongo.errors import DuplicateKeyError

from shared.contracts.contract import Contract
from shared.contracts.envelope import StoredEvent
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import AlreadyExists, ChangedMeanwhile, DomainError, Erased, NotFound
from shared.kernel.repository import Receipt, may_reach
from shared.keyed_lock import KeyedLock
from shared.storage.absorbed import absorbed_before, absorbed_now, forget, handled, not_absorbed, relevant_for, repeated
from shared.storage.absorbed_before import MOST, AbsorbedBefore
from shared.storage.documents import Documents, Outbound, envelopes
from shared.storage.erasures import erase_for_good
from shared.storage.indexes import Index
from shared.storage.journal import Entry, Happened, Head, chained
from shared.storage.last_written import LastWritten
from shared.storage.mongo import Collection, Document, reaching_storage
from shared.storage.older_documents import OlderDocuments, as_found
from shared.storage.sequences import SEQUENCES, SequenceFloor
from shared.storage.together import loads, saves

A = TypeVar("A", bound=Aggregate)

ATTEMPTS = 12
"""How often a lost race is tried again before it is answered with ChangedMeanwhile."""
_PARTS: Document = dict.fromkeys(("state", "version", "sequence", "journal_head", "outbox", "handled_moves"), 1)
_PARTS["handled_count"] = {"$size": "$handled"}
"""What a change begins with."""
UNFOLLOWED = "unfollowed"
"""The mark of a document that was saved and whose follower has not told yet that it took that in."""
log = structlog.get_logger()


class Saver(Protocol):
    """What the store hands a saved document's pending events to; the relay."""

    def offer(
        self, collection: str, document_id: str, outbox: Sequence[StoredEvent], entries: Sequence[Entry] = ()
    ) -> bool:
        """Take the whole pending outbox, in order, for sending, and entries for the journal. Never blocks or raises.

        Says whether it took the outbox. What it took it holds until it is sent; then the document's later events may be
        offered alone.
        """


class Follower(Protocol):
    """What is made of saved aggregates for lists and figures; see ``shared/projection``."""

    def offer(self, collection: str, document_id: str) -> None:
        """An aggregate was saved, and its document marked as UNFOLLOWED. Never blocks and never raises."""


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
        follower: Follower | None = None,
    ) -> None:
        self.collection = collection
        self._service = service
        self._documents = documents
        self._outbound = outbound
        self._saver = saver
        self._taken = {index.name: index.error for index in indexes if index.unique and index.error}
        self._not_found = not_found
        self._traceparent = traceparent
        self._follower = follower
        self._mark: Document = {UNFOLLOWED: True} if follower else {}
        self.older = OlderDocuments(collection, service, documents, saver.offer, self._mark)
        self._absorbed_before = AbsorbedBefore(collection)
        self._loads = loads(collection, _PARTS)
        self._saves = saves(collection)
        self._written = LastWritten()
        self._turns = KeyedLock()
        self._floor = SequenceFloor(collection.database[SEQUENCES])

    async def get(self, aggregate_id: str) -> A:
        async with reaching_storage():
            found = await self.collection.find_one({"_id": aggregate_id}, {"state": 1})
        if found is None:
            raise self._not_found
        return await self._documents.load(aggregate_id, found["state"])

    async def create(self, aggregate: A, cause: Cause) -> Receipt:
        if not may_reach(cause.actor, aggregate):
            raise self._not_found
        await self._documents.make_key(aggregate)
        last = await self._floor.above(0)
        outbox = self._outbox(aggregate, last, cause)
        entries, head = await self._entries(aggregate, 1, Head(), cause)
        document = {
            "_id": aggregate.id,
            "version": 1,
            **await self._documents.dump(aggregate),
            "sequence": last + len(outbox),
            "outbox": outbox,
            "journal": entries,
            "journal_head": head.stored(),
            "handled": [handled(cause)],
            "created_at": cause.at,
            "updated_at": cause.at,
            **self._mark,
        }
        try:
            async with reaching_storage():
                await self.collection.insert_one(document)
        except DuplicateKeyError as error:
            return await self._created_before(aggregate.id, cause, error)
        self._offer(aggregate.id, outbox, entries)
        return Receipt(aggregate.id, 1)

    async def change(self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]) -> Receipt:
        async with self._turns.take(aggregate_id):
            receipt, unclear = await self._changed_at_once(aggregate_id, cause, verb)
            return receipt or await self._changed_closely(aggregate_id, cause, verb, unclear=unclear)

    async def _changed_at_once(
        self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]
    ) -> tuple[Receipt | None, bool]:
        """Change what this process wrote last, or what it reads together with others, and let the save find out whether
        that still stands and has not absorbed the cause.

        No receipt when it must be looked at closely, and then whether it is unclear if it was saved. A refusal counts
        for nothing here, since what was refused may be a repeat, or may no longer stand.
        """
        if cause.actor.is_from_outside:
            return None, False
        found = self._written.take(aggregate_id)
        if found is None:
            async with reaching_storage():
                found = await self._loads.of(aggregate_id)
        if found is None or cause.expected_version not in (None, found["version"]):
            return None, False
        try:
            if await self._absorbed_before.entries(found, cause):
                return None, False
            aggregate = await self._documents.load(aggregate_id, found["state"])
            verb(aggregate)
        except Exception:  # noqa: BLE001  (see above: it is raised again where it is true)
            return None, False
        saved = await self._save(aggregate, found, cause, not_absorbed(cause))
        return (Receipt(aggregate_id, found["version"] + 1) if saved else None), saved is None

    async def _changed_closely(
        self, aggregate_id: str, cause: Cause, verb: Callable[[A], object], *, unclear: bool
    ) -> Receipt:
        """Read what the cause needs to know, change, save; again when somebody else was faster."""
        version = 0
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(random.uniform(0, min(0.2, 0.004 * 2**attempt)))  # noqa: S311  (jitter)
            found = await self._load(aggregate_id, cause)
            await self._require_reach(aggregate_id, found, cause.actor)
            version = found["version"]
            if absorbed_before(found["handled"], cause):
                if not (unclear and absorbed_now(found["handled"], cause)):
                    return repeated(aggregate_id, version, cause)
                self._offer(aggregate_id, found["outbox"], found["journal"])
                return Receipt(aggregate_id, version)
            if cause.expected_version not in (None, version):
                raise ChangedMeanwhile(version=version)
            aggregate = await self._documents.load(aggregate_id, found["state"])
            verb(aggregate)
            saved = await self._save(aggregate, found, cause)
            if saved:
                return Receipt(aggregate_id, version + 1)
            unclear = unclear or saved is None
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

    async def erase(self, aggregate_id: str) -> bool:
        """Note an emptied aggregate in the ledger of erasures, then destroy its own data key: what was sealed with it
        can never be read again, here or elsewhere.

        Says whether there was one; an aggregate that is sealed with another's key has none.
        """
        vault = self._documents.vault
        return vault is not None and await erase_for_good(vault, self.collection, aggregate_id)

    async def _load(self, aggregate_id: str, cause: Cause) -> Document:
        """The parts that a change needs; of ``handled`` only the entries that matter for this cause."""
        parts = _PARTS | {"journal": 1, "handled": relevant_for(cause)}
        async with reaching_storage():
            found = await self.collection.find_one({"_id": aggregate_id}, parts)
        if found is None:
            raise self._not_found
        found["handled"] += await self._absorbed_before.entries(found, cause)
        return found

    async def _require_reach(self, aggregate_id: str, found: Document, actor: Actor) -> None:
        """Before anything is told to people from outside, its version too: out of reach, or erased, is not there."""
        with contextlib.suppress(Erased):
            if not actor.is_from_outside or may_reach(actor, await self._documents.load(aggregate_id, found["state"])):
                return
        raise self._not_found

    async def _save(self, aggregate: A, found: Document, cause: Cause, still: Document | None = None) -> bool | None:
        """Whether it was saved, or None: nobody knows. ``still`` is what must be so beside how it was ``found``."""
        await self._documents.make_key_of_older(aggregate, found["state"])
        last = await self._floor.above(found["sequence"])
        outbox = self._outbox(aggregate, last, cause)
        migrated = None if "journal_head" in found else found["state"]
        entries, head = await self._entries(aggregate, found["version"] + 1, Head.of(found), cause, migrated)
        dumped = await self._documents.dump(aggregate)
        present: Document = {
            "state": dumped["state"],
            "version": found["version"] + 1,
            "sequence": last + len(outbox),
            "journal_head": head.stored(),
        }
        update: Document = {
            "$set": {**dumped, **present, "updated_at": cause.at, **self._mark},
            "$push": {"handled": handled(cause)},
        }
        if outbox:
            update["$push"]["outbox"] = {"$each": outbox}
        if entries:
            update["$push"]["journal"] = {"$each": entries}
        same = as_found(found) | {"handled_moves": found.get("handled_moves")} | (still or {})
        try:
            async with reaching_storage():
                saved = await self._saves.of((same, update))
        except DuplicateKeyError as error:
            raise self._taken_error(error) from error
        if saved:
            taken = self._offer(aggregate.id, [*found["outbox"], *outbox], entries)
            memory = {"handled_moves": found.get("handled_moves"), "handled_count": found["handled_count"] + 1}
            if found["handled_count"] >= MOST:
                await self._absorbed_before.move(aggregate.id)
            elif taken:
                self._written.put(aggregate.id, {"_id": aggregate.id, **present, **memory, "outbox": []})
        return saved

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

    def _offer(self, document_id: str, outbox: Sequence[StoredEvent], entries: Sequence[Entry]) -> bool:
        """Whether all events that the document has still to send are in the hands of whoever sends them."""
        taken = not (outbox or entries) or self._saver.offer(self.collection.name, document_id, outbox, entries)
        if self._follower is not None:
            self._follower.offer(self.collection.name, document_id)
        return taken
