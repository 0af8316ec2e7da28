"""How jobs and their papers stand in a service's database: views, indexes, and for how long."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from bson import Binary
from pymongo.errors import DuplicateKeyError

from shared.jobs.errors import JobBroke
from shared.jobs.job import Job
from shared.jobs.work import KEPT_FOR
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.storage.indexes import Index
from shared.storage.mongo import Database, reaching_storage
from shared.storage.reading import Reader

JOBS, PAPERS = "jobs", "job_papers"
PIECE = 8 * 1024 * 1024
"""Bytes that stand in one document; MongoDB takes 16 MB."""

JOB_INDEXES = {
    JOBS: [
        Index([("view.at", 1)], "open", partial={"view.open": True}),
        Index([("view.by", 1), ("view.at", -1)], "by"),
    ],
    PAPERS: [
        Index([("gone_at", 1)], "gone", sparse=True, expire_after_s=0),
    ],
}


def job_view(job: Job) -> dict[str, Any]:
    """What jobs are found by."""
    return {
        "open": job.state.is_open,
        "kind": job.kind,
        "by": job.by,
        "at": job.at,
        "cancel_asked": job.cancel_asked_at is not None,
        "ended_at": job.ended_at,
    }


class OpenJobs:
    """Finds jobs that have not ended."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def to_take_up(self, kinds: list[str], limit: int) -> list[str]:
        """Those of these kinds, and of any kind those that somebody wants stopped, the longest waiting first."""
        where = {"view.open": True, "$or": [{"view.kind": {"$in": kinds}}, {"view.cancel_asked": True}]}
        found = await self._reader.every(JOBS, where, [("view.at", 1)], limit, {"_id": 1})
        return [one["_id"] for one in found]

    async def count_of(self, staff_id: str) -> int:
        """How many this person has."""
        return await self._reader.count(JOBS, {"view.open": True, "view.by": staff_id})


class MongoPapers:
    """The papers of jobs in a collection of the service, in pieces; one that is half written is not there."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._papers = database[PAPERS]
        self._clock = clock

    async def keep(self, job_id: str, name: str, content: bytes, kept_for: timedelta = KEPT_FOR) -> None:
        await self.keep_pieces(job_id, name, _cut(content), kept_for)

    async def keep_pieces(self, job_id: str, name: str, pieces: AsyncIterator[bytes], kept_for: timedelta) -> None:
        """The head is written last and names the others: nobody reads what is half written."""
        writing, at, rest = new_id(), self._clock.now(), list[str]()
        kept = {"at": at, "gone_at": at + kept_for}
        head = {"_id": f"{job_id}|{name}", "content": Binary(await anext(pieces, b"")), **kept}
        async for piece in pieces:
            async with reaching_storage():
                if not rest and await self._papers.find_one({"_id": head["_id"]}, {"_id": 1}):
                    return
                rest.append(f"{writing}|{len(rest) + 1}")
                await self._papers.insert_one({"_id": rest[-1], "content": Binary(piece), **kept})
        async with reaching_storage():
            try:
                await self._papers.insert_one({**head, "rest": rest})
            except DuplicateKeyError:
                await self._papers.delete_many({"_id": {"$in": rest}})

    async def get(self, job_id: str, name: str) -> bytes | None:
        found = [piece async for piece in self.pieces(job_id, name)]
        return b"".join(found) if found else None

    async def pieces(self, job_id: str, name: str) -> AsyncIterator[bytes]:
        """Raises JobBroke where MongoDB took a piece away meanwhile: half a paper is none."""
        async with reaching_storage():
            head = await self._papers.find_one({"_id": f"{job_id}|{name}"})
        if head is None:
            return
        yield bytes(head["content"])
        for piece_id in head["rest"]:
            async with reaching_storage():
                piece = await self._papers.find_one({"_id": piece_id})
            if piece is None:
                raise JobBroke
            yield bytes(piece["content"])

    async def each(self, job_id: str, prefix: str) -> list[bytes]:
        begin = f"{job_id}|{prefix}"
        async with reaching_storage():
            found = self._papers.find({"_id": {"$gte": begin, "$lt": begin + "\uffff"}}, {"_id": 1}).sort("_id", 1)
            names = [one["_id"].split("|", 1)[1] async for one in found]
        return [paper for name in names if (paper := await self.get(job_id, name)) is not None]


async def _cut(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, max(1, len(content)), PIECE):
        yield content[start : start + PIECE]
