"""A storage server that keeps MongoDB's promises for single documents: each write is atomic, answers may be lost, and
what a killed client asked for may still happen.
"""

import asyncio
import contextvars
import copy
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from pymongo.errors import AutoReconnect, BulkWriteError, DuplicateKeyError

from tests.simulation.expressions import (
    Document,
    evaluate,
    in_order,
    matches,
    reach,
    run_pipeline,
    update,
)
from tests.simulation.replica import Replica
from tests.simulation.timeless import LoopClock

T = TypeVar("T")


class Change(NamedTuple):
    """One of many changes at once. It stands where the product names pymongo's UpdateOne, which tells nobody what it
    holds."""

    where: Mapping[str, Any]
    changes: Mapping[str, Any]
    upsert: bool = False


class Server:
    """All databases. While it is ``away`` whoever asks waits a second and is told so."""

    def __init__(self, loop: asyncio.AbstractEventLoop, chance: random.Random) -> None:
        self._loop = loop
        self._chance = chance
        self._outside = contextvars.copy_context()
        self._deaths = 0
        self.clock = LoopClock(loop)
        self.away = False
        self.data: dict[tuple[str, str], dict[Any, Document]] = {}

    def kill(self) -> None:
        """The server ends; what it has not answered yet is answered by nobody."""
        self.away = True
        self._deaths += 1

    async def perform(self, replica: Replica, what: str, effect: Callable[[], T]) -> T:
        """Do something for a process. It happens even when the process dies meanwhile."""
        replica.step(f"before {what}")
        doing = self._loop.create_task(self._perform(effect), context=self._outside)
        answer = await asyncio.shield(doing)
        replica.step(f"after {what}")
        return answer

    async def _perform(self, effect: Callable[[], T]) -> T:
        await asyncio.sleep(self._chance.uniform(0.0005, 0.004))
        if self.away:
            await asyncio.sleep(1)
            raise AutoReconnect("no server")
        deaths = self._deaths
        answer = effect()
        await asyncio.sleep(self._chance.uniform(0.0005, 0.004))
        if deaths != self._deaths:
            raise AutoReconnect("the server ended before it answered")
        return answer


class Database:
    """One database as one process sees it."""

    def __init__(self, server: Server, name: str, replica: Replica) -> None:
        self.name = name
        self._server = server
        self._replica = replica

    def __getitem__(self, name: str) -> "Collection":
        return Collection(self._server, self.name, name, self._replica)

    def get_collection(self, name: str, **_: Any) -> "Collection":
        """A collection; write concerns make no difference here."""
        return self[name]


class Cursor:
    """A query that is not asked yet."""

    def __init__(self, ask: Callable[[Callable[[list[Document]], list[Document]]], Any]) -> None:
        self._ask = ask
        self._sort: list[tuple[str, int]] = []
        self._limit = 0

    def sort(self, key: str | list[tuple[str, int]], direction: int = 1) -> "Cursor":
        """Sorted by one key or several."""
        self._sort = [(key, direction)] if isinstance(key, str) else key
        return self

    def limit(self, count: int) -> "Cursor":
        """Bounded; 0 is without bound."""
        self._limit = count
        return self

    async def to_list(self, length: int | None = None) -> list[Document]:
        """All rows, or the first so many."""
        bound = min((n for n in (self._limit, length) if n), default=None)
        rows: list[Document] = await self._ask(lambda found: in_order(found, self._sort)[:bound])
        return rows

    async def __aiter__(self) -> AsyncIterator[Document]:
        for row in await self.to_list():
            yield row


class Collection:
    """One collection as one process sees it."""

    def __init__(self, server: Server, database: str, name: str, replica: Replica) -> None:
        self.name = name
        self.database = Database(server, database, replica)
        self._server = server
        self._replica = replica
        self._held = server.data.setdefault((database, name), {})

    async def _do(self, what: str, effect: Callable[[], T]) -> T:
        return await self._server.perform(self._replica, f"{what} {self.name}", effect)

    def _found(self, where: Mapping[str, Any]) -> list[Document]:
        if isinstance(where.get("_id"), str):
            one = self._held.get(where["_id"])
            return [one] if one is not None and matches(one, where) else []
        return [document for document in self._held.values() if matches(document, where)]

    async def insert_one(self, document: Document) -> None:
        await self._do("write", lambda: self._insert(document))

    def _insert(self, document: Document) -> None:
        if document["_id"] in self._held:
            raise DuplicateKeyError(f"E11000 duplicate key error index: _id_ dup key: {document['_id']}")
        self._held[document["_id"]] = copy.deepcopy(document)

    async def insert_many(self, documents: Sequence[Document], *, ordered: bool) -> None:
        assert not ordered

        def insert() -> None:
            errors = []
            for document in documents:
                try:
                    self._insert(document)
                except DuplicateKeyError:
                    errors.append({"code": 11000})
            if errors:
                raise BulkWriteError({"writeErrors": errors})

        await self._do("write", insert)

    def find(self, where: Mapping[str, Any], projection: Mapping[str, Any] | None = None) -> Cursor:
        async def ask(arrange: Callable[[list[Document]], list[Document]]) -> list[Document]:
            return await self._do(
                "read", lambda: [self._project(row, projection) for row in arrange(self._found(where))]
            )

        return Cursor(ask)

    async def find_one(
        self,
        where: Mapping[str, Any],
        projection: Mapping[str, Any] | None = None,
        sort: list[tuple[str, int]] | None = None,
    ) -> Document | None:
        return next(iter(await self.find(where, projection).sort(sort or []).to_list(1)), None)

    def _project(self, document: Document, projection: Mapping[str, Any] | None) -> Document:
        kept = document if projection is None else {"_id": document["_id"]}
        for name, wanted in (projection or {}).items():
            if isinstance(wanted, Mapping) and "$slice" in wanted:
                kept[name] = document.get(name, [])[: wanted["$slice"]]
            elif isinstance(wanted, Mapping):
                kept[name] = evaluate(wanted, {"CURRENT": document})
            elif name in document:
                kept[name] = document[name]
        return copy.deepcopy(kept)

    async def find_one_and_update(
        self,
        where: Mapping[str, Any],
        changes: Any,
        *,
        upsert: bool = False,
        projection: Mapping[str, Any] | None = None,
        return_document: bool,
    ) -> Document | None:
        assert return_document

        def change() -> Document | None:
            one = self._change(where, changes, upsert=upsert)
            return None if one is None else self._project(one, projection)

        return await self._do("write", change)

    def _change(self, where: Mapping[str, Any], changes: Any, *, upsert: bool) -> Document | None:
        one = next(iter(self._found(where)), None)
        inserting = one is None
        if one is None:
            if not upsert:
                return None
            one = self._held[where["_id"]] = {"_id": where["_id"]}
        if isinstance(changes, list):
            variables = {"CURRENT": copy.deepcopy(one), "NOW": self._server.clock.now()}
            one |= {name: evaluate(value, variables) for name, value in changes[0]["$set"].items()}
        else:
            update(one, copy.deepcopy(changes), inserting=inserting)
        return one

    async def update_one(self, where: Mapping[str, Any], changes: Any, *, upsert: bool = False) -> SimpleNamespace:
        def change() -> SimpleNamespace:
            return SimpleNamespace(matched_count=int(self._change(where, changes, upsert=upsert) is not None))

        return await self._do("write", change)

    async def update_many(self, where: Mapping[str, Any], changes: Any) -> None:
        def change() -> None:
            for document in self._found(where):
                self._change({"_id": document["_id"]}, changes, upsert=False)

        await self._do("write", change)

    async def bulk_write(self, requests: Sequence[Change], *, ordered: bool) -> SimpleNamespace:
        assert not ordered

        def change() -> SimpleNamespace:
            met = [self._change(one.where, one.changes, upsert=one.upsert) is not None for one in requests]
            return SimpleNamespace(matched_count=sum(met))

        is_save = any("$set" in request.changes for request in requests)
        return await self._do("write" if is_save else "pull", change)

    async def delete_one(self, where: Mapping[str, Any]) -> None:
        def delete() -> None:
            for one in self._found(where)[:1]:
                del self._held[one["_id"]]

        await self._do("write", delete)

    async def count_documents(self, where: Mapping[str, Any]) -> int:
        return await self._do("read", lambda: len(self._found(where)))

    async def distinct(self, name: str) -> list[Any]:
        return await self._do("read", lambda: list({reach(one, name): None for one in self._held.values()}))

    def aggregate(self, pipeline: Sequence[Mapping[str, Any]]) -> Cursor:
        async def ask(_: Any) -> list[Document]:
            return await self._do("read", lambda: copy.deepcopy(run_pipeline(list(self._held.values()), pipeline)))

        return Cursor(ask)
