"""Reading the journal: what happened in one aggregate, and whether nothing in it was changed or is missing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from shared.kernel.errors import Erased
from shared.storage.documents import open_sealed
from shared.storage.journal import JOURNAL, Entry, Head, faults_of
from shared.storage.mongo import Database, Document, reaching_storage
from shared.storage.strides import strides
from shared.storage.vault import Vault

_WAITING = {"journal": 1, "journal_head": 1}
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
        async with reaching_storage():
            document = await self._database[collection].find_one({"_id": subject}, _WAITING) or {}
            moved = self._database[JOURNAL].find({"collection": collection, "subject": subject})
            entries = _united([entry async for entry in moved], document)
        wanted = [
            entry
            for entry in entries
            if (known_on is None or entry["recorded_at"] <= known_on)
            and (true_on is None or entry["occurred_at"] <= true_on)
        ]
        return [await self._told(entry) for entry in wanted]

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


async def faults_in(database: Database, collection: str) -> AsyncIterator[Fault]:
    """Everything that was changed in, or is missing from, the journal of one collection's aggregates.

    Safe beside a running service: what looks wrong is looked at again. Raises StorageAway.
    """
    last = ""
    async for stride in strides(database[collection]):
        async for fault in _faults_within(database, collection, {"$gt": last, "$lte": stride[-1]}):
            yield fault
        last = stride[-1]
    async for fault in _faults_within(database, collection, {"$gt": last}):
        yield fault


async def _faults_within(database: Database, collection: str, ids: Document) -> AsyncIterator[Fault]:
    for subject in await _faulty(database, collection, ids):
        for _ in range(_LOOKS):
            found = await _faulty(database, collection, {"$eq": subject})
            await asyncio.sleep(0.05)
            if not found:
                break
        else:
            for fault in found[subject]:
                yield Fault(collection, subject, fault)


async def _faulty(database: Database, collection: str, ids: Document) -> dict[str, list[str]]:
    """The aggregates among these with something wrong, as it looks at one moment."""
    async with reaching_storage():
        documents = {one["_id"]: one async for one in database[collection].find({"_id": ids}, _WAITING)}
        found = database[JOURNAL].find({"collection": collection, "subject": ids}).sort([("subject", 1), ("no", 1)])
        moved = await found.to_list(None)
    entries = {subject: list(group) for subject, group in groupby(moved, lambda entry: entry["subject"])}
    every = sorted(documents.keys() | entries.keys())
    faults = {subject: _faults(documents.get(subject), entries.get(subject, [])) for subject in every}
    return {subject: wrong for subject, wrong in faults.items() if wrong}


def _faults(document: Document | None, moved: list[Document]) -> list[str]:
    if document is None:
        return ["the aggregate of these entries is missing"]
    if "journal_head" not in document:
        return ["there are entries, but the aggregate tells of none"] if moved else []
    return faults_of(Head.of(document), _united(moved, document))


def _united(moved: list[Any], document: Document) -> list[Entry]:
    """Entries that were moved and those that still wait, by their numbers; an equal one in both places is one."""
    entries: list[Entry] = [*moved, *(entry for entry in document.get("journal", ()) if entry not in moved)]
    return sorted(entries, key=lambda entry: entry["no"])
