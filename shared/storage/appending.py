"""Moving what waits in a document to where it is kept: appended there once, then pulled from the document."""

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError
from pymongo.write_concern import WriteConcern

from shared.storage.mongo import Collection, Database

_REPEATED = 11000


async def append(collection: Collection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add the rows, by their ``_id``; one that is there already stays as it is."""
    if not rows:
        return
    try:
        await collection.insert_many([dict(row) for row in rows], ordered=False)
    except BulkWriteError as error:
        if any(failure.get("code") != _REPEATED for failure in (error.details or {}).get("writeErrors", ())):
            raise


class Pulls:
    """What may leave which document: the ids of events in its ``outbox``, of entries in its ``journal``."""

    def __init__(self) -> None:
        self._pulls: dict[str, dict[str, dict[str, list[str]]]] = {}

    def of(self, collection: str, document_id: str) -> dict[str, list[str]]:
        """The ids to pull from this document, to be added to."""
        documents = self._pulls.setdefault(collection, {})
        return documents.setdefault(document_id, {"outbox": [], "journal": []})

    async def carry_out(self, database: Database) -> None:
        """Pull. What a fail-over makes stay is only appended again, so this need not wait for the majority."""
        for name, documents in self._pulls.items():
            collection = database.get_collection(name, write_concern=WriteConcern(w=1))
            pulls = [UpdateOne({"_id": document_id}, _pull(ids)) for document_id, ids in documents.items()]
            await collection.bulk_write(pulls, ordered=False)


def _pull(ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    named = {"outbox": {"id": {"$in": ids["outbox"]}}, "journal": {"_id": {"$in": ids["journal"]}}}
    return {"$pull": {name: which for name, which in named.items() if ids[name]}}
