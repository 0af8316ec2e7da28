"""Reading for queries: plain documents, one page at a time; nothing here writes."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from shared.kernel.errors import Invalid
from shared.storage.documents import open_sealed
from shared.storage.mongo import Database, Document, reaching_storage
from shared.storage.vault import Vault

MAX_PAGE = 200
ID_BATCH = 1_000
"""How many ids come at once: others have their turn between two batches."""
MOST_READ_MS = 6_000
"""How long MongoDB works on one read of a query, in milliseconds; then it gives it up. Shorter than callers wait."""
MOST_IDS_MS = 60_000
"""The same for reading the ids of all that fits, which long work does."""
_LARGEST_INT = 2**63 - 1
LINE = {"version": 1, "view": 1}
"""What a list shows of a document: no state, nothing sealed."""
_WITHOUT = {"outbox": 0, "handled": 0, "handled_moves": 0, "journal": 0, "journal_head": 0, "unfollowed": 0}


class CursorUnknown(Invalid):
    slug = "cursor-unknown"
    zh, en = "翻页标记无效，请从第一页重新开始。", "This page mark is not valid. Start again from the first page."


@dataclass(frozen=True)
class Slice:
    """Some documents of a list, and the mark that the next ones follow (None at the end)."""

    items: list[Document]
    next_cursor: str | None


class Reader:
    """Reads one service's collections. Documents have the shape that the store writes.

    No read goes on without end, whatever was asked for: each raises ReadTookTooLong once its time is over.
    """

    def __init__(self, database: Database, vault: Vault | None = None) -> None:
        self._database = database
        self._vault = vault

    async def one(self, collection: str, where: Document) -> Document | None:
        """The first document that fits, or None."""
        async with reaching_storage():
            found: Document | None = await self._database[collection].find_one(
                where, _WITHOUT, max_time_ms=MOST_READ_MS
            )
        return found

    async def every(
        self,
        collection: str,
        where: Document,
        sort: Sequence[tuple[str, int]] | None = None,
        limit: int | None = None,
        fields: Document | None = None,
    ) -> list[Document]:
        """All documents that fit, sorted; ``limit`` bounds them, and ``fields`` what is read of each."""
        cursor = self._database[collection].find(where, fields or _WITHOUT, max_time_ms=MOST_READ_MS)
        if sort:
            cursor = cursor.sort(list(sort))
        async with reaching_storage():
            found: list[Document] = await (cursor.limit(limit) if limit else cursor).to_list(None)
        return found

    async def ids(self, collection: str, where: Document, sort: Sequence[tuple[str, int]]) -> list[str]:
        """The ids of all documents that fit, sorted; ``_id`` is added as the last key."""
        found = self._database[collection].find(
            where, {"_id": 1}, sort=[*sort, ("_id", 1)], batch_size=ID_BATCH, max_time_ms=MOST_IDS_MS
        )
        async with reaching_storage():
            return [str(one["_id"]) async for one in found]

    async def count(self, collection: str, where: Document) -> int:
        """How many documents fit."""
        async with reaching_storage():
            return int(await self._database[collection].count_documents(where, maxTimeMS=MOST_READ_MS))

    async def aggregate(self, collection: str, pipeline: Sequence[Document]) -> list[Document]:
        """The rows of a read-only aggregation pipeline."""
        async with reaching_storage():
            found = self._database[collection].aggregate(list(pipeline), maxTimeMS=MOST_READ_MS)
            rows: list[Document] = await found.to_list(None)
        return rows

    async def page(
        self,
        collection: str,
        where: Document,
        sort: Sequence[tuple[str, int]],
        cursor: str | None = None,
        limit: int = 50,
        fields: Document | None = None,
    ) -> Slice:
        """One page in the order of ``sort`` (``_id`` is added as the last key), after the mark ``cursor``.

        The mark holds the sort values of the last row seen, so pages neither skip nor repeat rows when others are
        added. Sort fields must be present in every document, and among ``fields``, which say what is read.
        Raises CursorUnknown for a mark that is not ours.
        """
        keys = [*sort, ("_id", 1)]
        limit = max(1, min(limit, MAX_PAGE))
        filters = {"$and": [where, _after(keys, _read_mark(cursor, len(keys)))]} if cursor else where
        found = await self.every(collection, filters, keys, limit + 1, fields)
        if len(found) <= limit:
            return Slice(found, None)
        return Slice(found[:limit], _write_mark([_at(found[limit - 1], name) for name, _ in keys]))

    async def open(self, document: Document) -> Document:
        """The document with the sealed fields of its state opened; the caller logs the read. Raises Erased."""
        return {**document, "state": await open_sealed(document["state"], self._vault)}


def _at(document: Document, path: str) -> object:
    value: object = document
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _after(keys: Sequence[tuple[str, int]], values: Sequence[object]) -> Document:
    """Rows behind the mark: equal in the first n keys and beyond it in the next."""
    choices: list[Document] = []
    for place, (name, direction) in enumerate(keys):
        choice: Document = {keys[i][0]: values[i] for i in range(place)}
        value = values[place]
        if value is None:
            if direction < 0:
                continue  # nothing sorts below a missing value
            choice[name] = {"$ne": None}
        else:
            choice[name] = {"$gt" if direction > 0 else "$lt": value}
            if direction < 0:
                choices.append({**{k: v for k, v in choice.items() if k != name}, name: None})
        choices.append(choice)
    return {"$or": choices}


def _write_mark(values: Sequence[object]) -> str:
    plain = [{"$date": value.isoformat()} if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(orjson.dumps(plain)).decode().rstrip("=")


def _read_mark(cursor: str, length: int) -> list[object]:
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        marks = [_read_value(value) for value in values]
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise CursorUnknown from error
    if len(marks) != length:
        raise CursorUnknown
    return marks


def _read_value(value: object) -> object:
    """One sort value of a mark. Raises ValueError, KeyError or TypeError for a value that MongoDB could not compare."""
    if isinstance(value, dict):
        return datetime.fromisoformat(value["$date"]).astimezone(UTC)
    if isinstance(value, list) or (isinstance(value, int) and value > _LARGEST_INT):
        raise ValueError
    return value
