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
    """What may leave the list ``name`` of which document, by the ``key`` of its elements."""

    def __init__(self, name: str, key: str) -> None:
        self._name = name
        self._key = key
        self._pulls: dict[str, dict[str, list[str]]] = {}

    def add(self, collection: str, document_id: str, element_id: str) -> None:
        """One element of this document."""
        self._pulls.setdefault(collection, {}).setdefault(document_id, []).append(element_id)

    async def carry_out(self, database: Database) -> None:
        """Pull. What a fail-over makes stay is only appended again, so this need not wait for the majority."""
        for name, documents in self._pulls.items():
            collection = database.get_collection(name, write_concern=WriteConcern(w=1))
            await collection.bulk_write(
                [
                    UpdateOne({"_id": document_id}, {"$pull": {self._name: {self._key: {"$in": ids}}}})
                    for document_id, ids in documents.items()
                ],
                ordered=False,
            )
