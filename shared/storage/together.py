"""Reads and saves of one collection that are asked for at the same moment go to the server together: one round trip,
and one wait for the majority of the servers. What comes alone goes at once; what comes meanwhile goes with the next.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure, WTimeoutError

from shared.storage.mongo import Collection, Document

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

MOST_TOGETHER = 64
AT_ONCE = 8
"""How many questions of one kind are on their way at once."""
_DUPLICATE_KEY = 11000


class Together(Generic[Asked, Answer]):
    """Asks one question for many: ``ask`` answers each, with a value or with the error that is raised for it."""

    def __init__(self, ask: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer | Exception]]], name: str) -> None:
        self._ask = ask
        self._name = name
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._at_work = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def of(self, asked: Asked) -> Answer:
        """The answer to this one. Whoever is cancelled meanwhile does not know whether it was carried out."""
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answered))
        if self._at_work < AT_ONCE:
            self._at_work += 1
            task = asyncio.create_task(self._work(), name=self._name)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await answered

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
                await self._answer(batch)
        finally:
            self._at_work -= 1

    async def _answer(self, batch: Sequence[tuple[Asked, asyncio.Future[Answer]]]) -> None:
        answers: Sequence[Answer | Exception]
        try:
            answers = await self._ask([asked for asked, _ in batch])
        except Exception as error:  # noqa: BLE001  (whatever it is, each one who asked is told)
            answers = [error] * len(batch)
        for (_, answered), answer in zip(batch, answers, strict=True):
            if answered.done():
                continue
            if isinstance(answer, Exception):
                answered.set_exception(answer)
            else:
                answered.set_result(answer)


def loads(collection: Collection, parts: Document) -> Together[str, Document | None]:
    """Reads documents by their id, only the ``parts`` of them; None where there is none."""

    async def load(ids: Sequence[str]) -> list[Document | Exception | None]:
        if len(ids) == 1:
            return [await collection.find_one({"_id": ids[0]}, parts)]
        rows = await collection.find({"_id": {"$in": list(set(ids))}}, parts).to_list(None)
        by_id: dict[str, Document] = {row["_id"]: row for row in rows}
        return [by_id.get(one) for one in ids]

    return Together(load, f"loads-{collection.name}")


def saves(collection: Collection) -> Together[tuple[Document, Document], bool | None]:
    """Updates one document each, told as its filter and its update. Each update is atomic; a bulk of them is not.

    True says that the document which its filter describes was there and was updated, False that it was not, and None
    that nobody knows: of a bulk that met some and not all, the server does not tell which. Whoever asked reads the
    document again, and finds there whether it absorbed the cause. DuplicateKeyError is told for each update by itself.
    """

    async def save(updates: Sequence[tuple[Document, Document]]) -> list[bool | Exception | None]:
        try:
            written = await collection.bulk_write([UpdateOne(*one) for one in updates], ordered=False)
        except BulkWriteError as error:
            return _outcomes(len(updates), dict(error.details or {}))
        return [_all_or_none(written.matched_count, len(updates))] * len(updates)

    return Together(save, f"saves-{collection.name}")


def _outcomes(count: int, details: Document) -> list[bool | Exception | None]:
    """What a bulk with errors did: each failed update has its own; the others were all met, none, or nobody knows."""
    if unsafe := details.get("writeConcernErrors"):
        return [WTimeoutError(unsafe[0].get("errmsg", ""), unsafe[0].get("code"), unsafe[0])] * count
    failed: dict[int, Exception] = {one["index"]: _error_of(one) for one in details["writeErrors"]}
    others = _all_or_none(details["nMatched"], count - len(failed))
    return [failed.get(place, others) for place in range(count)]


def _all_or_none(met: int, of: int) -> bool | None:
    return {of: True, 0: False}.get(met)


def _error_of(one: Document) -> Exception:
    kind = DuplicateKeyError if one["code"] == _DUPLICATE_KEY else OperationFailure
    return kind(one["errmsg"], one["code"], one)
