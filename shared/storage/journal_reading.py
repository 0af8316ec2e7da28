"""Reading the journal: what happened in one aggregate, and whether nothing in it was changed or is missing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from shared.kernel.errors import Erased
from shared.storage.documents import open_sealed
from shared.storage.journal import JOURNAL, Entry, Head, faults_of
from shared.storage.mongo import Database, Document, reaching_storage
from shared.storage.strides import strides
from shared.storage.vault import Vault

_WAITING = {"journal": 1, "journal_head": 1}
_TAKEN_WITHIN = timedelta(minutes=1)
"""A document's time is counted from a field of its own, a moment before its last entry was written down."""
_LOOKS = 3
"""How often something wrong must be seen: a service that writes meanwhile makes it look wrong for a moment."""


@dataclass(frozen=True)
class Told:
    """One entry as a reader gets it. ``data`` is None where its key was destroyed."""

    no: int
    version: int
    what: str
    occurred_at: datetime
    recorded_at: datetime
    by: str
    data: dict[str, Any] | None


@dataclass(frozen=True)
class Record:
    """What the journal tells of one aggregate: its entries, the hash of the last, and what is wrong with the chain."""

    told: list[Told]
    last_hash: str
    faults: list[str]


class JournalReader:
    """Reads one service's journal. What was saved a moment ago is in it, moved from its document or not."""

    def __init__(self, database: Database, vault: Vault | None = None) -> None:
        self._database = database
        self._vault = vault

    async def of(
        self, collection: str, subject: str, *, known_on: datetime | None = None, true_on: datetime | None = None
    ) -> list[Told]:
        """What happened in this aggregate, in the order of writing; the caller logs the read.

        ``known_on`` leaves out what was written later, ``true_on`` what happened later (UTC). Raises StorageAway.
        """
        told = (await self.record_of(collection, subject)).told
        return [
            one
            for one in told
            if (known_on is None or one.recorded_at <= known_on) and (true_on is None or one.occurred_at <= true_on)
        ]

    async def record_of(self, collection: str, subject: str) -> Record:
        """Everything that happened in this aggregate, and whether nothing of it was changed or is missing; the caller
        logs the read. An entry that is moved between the two reads is in one of them. Raises StorageAway.
        """
        async with reaching_storage():
            document = await self._database[collection].find_one({"_id": subject}, _WAITING) or {}
            moved = self._database[JOURNAL].find({"collection": collection, "subject": subject})
            entries = _united([entry async for entry in moved], document)
        head = Head.of(document)
        known = [entry for entry in entries if entry["no"] <= head.no]
        return Record([await self._told(entry) for entry in known], head.hash, faults_of(head, known))

    async def _told(self, entry: Entry) -> Told:
        try:
            data = (await open_sealed({"data": entry["data"]}, self._vault))["data"]
            if data is not None:
                data = await open_sealed(data, self._vault)
        except Erased:
            data = None
        place = (entry["no"], entry["version"], entry["what"])
        return Told(*place, entry["occurred_at"], entry["recorded_at"], entry["by"], data)


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with the entries of one aggregate."""

    collection: str
    subject: str
    fault: str


async def faults_in(database: Database, collection: str, kept_for: timedelta | None = None) -> AsyncIterator[Fault]:
    """Everything that was changed in, or is missing from, the journal of one collection's aggregates.

    ``kept_for`` is how long its documents are kept after their last change where MongoDB takes them away by itself: of
    those that are gone since, the entries that are left are looked at. Safe beside a running service: what looks wrong
    is looked at again. Raises StorageAway.
    """
    gone_before = None if kept_for is None else datetime.now(UTC) - kept_for + _TAKEN_WITHIN
    last = ""
    async for stride in strides(database[collection]):
        async for fault in _faults_within(database, collection, {"$gt": last, "$lte": stride[-1]}, gone_before):
            yield fault
        last = stride[-1]
    async for fault in _faults_within(database, collection, {"$gt": last}, gone_before):
        yield fault


async def _faults_within(
    database: Database, collection: str, ids: Document, gone_before: datetime | None
) -> AsyncIterator[Fault]:
    for subject in await _faulty(database, collection, ids, gone_before):
        for _ in range(_LOOKS):
            found = await _faulty(database, collection, {"$eq": subject}, gone_before)
            await asyncio.sleep(0.05)
            if not found:
                break
        else:
            for fault in found[subject]:
                yield Fault(collection, subject, fault)


async def _faulty(
    database: Database, collection: str, ids: Document, gone_before: datetime | None
) -> dict[str, list[str]]:
    """The aggregates among these with something wrong, as it looks at one moment."""
    async with reaching_storage():
        documents = {one["_id"]: one async for one in database[collection].find({"_id": ids}, _WAITING)}
        found = database[JOURNAL].find({"collection": collection, "subject": ids}).sort([("subject", 1), ("no", 1)])
        moved = await found.to_list(None)
    entries = {subject: list(group) for subject, group in groupby(moved, lambda entry: entry["subject"])}
    every = sorted(documents.keys() | entries.keys())
    faults = {
        subject: _faults(documents[subject], entries.get(subject, []))
        if subject in documents
        else _left_behind(entries[subject], gone_before)
        for subject in every
    }
    return {subject: wrong for subject, wrong in faults.items() if wrong}


def _left_behind(moved: list[Any], gone_before: datetime | None) -> list[str]:
    """What is wrong where the aggregate is gone: nothing of a whole chain, if its time was over."""
    last = moved[-1]
    if gone_before is None or last["recorded_at"] > gone_before:
        return ["the aggregate of these entries is missing"]
    return faults_of(Head(last["no"], last["hash"]), moved)


def _faults(document: Document, moved: list[Document]) -> list[str]:
    if "journal_head" not in document:
        return ["there are entries, but the aggregate tells of none"] if moved else []
    return faults_of(Head.of(document), _united(moved, document))


def _united(moved: list[Any], document: Document) -> list[Entry]:
    """Entries that were moved and those that still wait, by their numbers; an equal one in both places is one."""
    entries: list[Entry] = [*moved, *(entry for entry in document.get("journal", ()) if entry not in moved)]
    return sorted(entries, key=lambda entry: entry["no"])
