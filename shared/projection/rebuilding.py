"""Building all rows of a projection anew beside those that are read, comparing both, and swapping them."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from time import monotonic

from shared.kernel.clock import Clock
from shared.kernel.errors import Conflict
from shared.projection.generations import Generations
from shared.projection.projection import READ, Projection
from shared.projection.projector import Projector, row_or_none
from shared.storage.lease import Lease
from shared.storage.mongo import Document, reaching_storage
from shared.storage.strides import strides

_LOOKS = 5
"""How often a difference must be seen: whoever saves meanwhile makes one for a moment."""


class BeingRebuilt(Conflict):
    slug = "projection-being-rebuilt"
    zh = "这个读模型正在由另一个进程重建，请稍后再试。"
    en = "Another process is rebuilding this projection. Please try again later."


@dataclass(frozen=True)
class Rebuilt:
    """One rebuild: how many rows, in how many seconds, and the aggregates whose live row differed from the new one."""

    rows: int
    seconds: float
    different: Sequence[str]


async def build_missing(projector: Projector, clock: Clock, changed: Collection[str] = ()) -> None:
    """Build what was never built, or only of another form, and what is made of ``changed`` sources. Raises StorageAway.

    Rows of other forms are dropped at the start after that: until then replicas of the version before may read them.
    """
    for projection in projector.projections:
        generations = Generations(projector.database, projection)
        before = await generations.live()
        if before is not None:
            await generations.drop_other_forms()
        stale = before if projection.source in changed else None
        while await generations.live() == stale:
            try:
                await rebuild(projector, projection, clock)
            except BeingRebuilt:
                await asyncio.sleep(1)


async def rebuild(projector: Projector, projection: Projection, clock: Clock, *, compare: bool = False) -> Rebuilt:
    """Build a generation, compare it with the live one if asked, and read it from now on. Reads go on meanwhile.

    Raises BeingRebuilt and StorageAway; what was begun then is dropped by the next rebuild.
    """
    generations, began = Generations(projector.database, projection), monotonic()
    lease = Lease(projector.database, f"rebuild {projection.key}", seconds=30.0)
    if not await lease.hold():
        raise BeingRebuilt
    try:
        name, rows = await generations.begin(), 0
        async for stride in strides(projector.database[projection.source]):
            rows += len(stride)
            async with reaching_storage():
                found = projector.database[projection.source].find({"_id": {"$in": stride}}, READ)
                documents = await found.to_list(None)
            await projector.write_to(name, projection, documents)
            if not await lease.hold():
                raise BeingRebuilt
        live = await generations.live()
        different = await differences(projector, projection, live) if compare and live else []
        seconds = monotonic() - began
        if not await generations.swap(name, clock.now(), seconds):
            raise BeingRebuilt
    finally:
        await lease.give_up()
    return Rebuilt(rows, seconds, different)


async def differences(projector: Projector, projection: Projection, name: str) -> list[str]:
    """The aggregates of which the rows in this collection do not say what they should, and rows of nothing.

    Safe beside running services: what looks wrong is looked at again. Raises StorageAway.
    """
    database, last, wrong = projector.database, "", list[str]()
    async for stride in strides(database[projection.source]):
        wrong += await _wrong(projector, projection, name, {"$gt": last, "$lte": stride[-1]})
        last = stride[-1]
    return wrong + await _wrong(projector, projection, name, {"$gt": last})


async def _wrong(projector: Projector, projection: Projection, name: str, ids: Document) -> list[str]:
    wrong = await _looks_wrong(projector, projection, name, ids)
    for _ in range(_LOOKS if wrong else 0):
        await asyncio.sleep(0.1)
        wrong = await _looks_wrong(projector, projection, name, {"$in": wrong})
    return wrong


async def _looks_wrong(projector: Projector, projection: Projection, name: str, ids: Document) -> list[str]:
    async with reaching_storage():
        stored = {row["_id"]: row async for row in projector.database[name].find({"_id": ids})}
        documents = [one async for one in projector.database[projection.source].find({"_id": ids}, READ)]
    due = {one["_id"]: row_or_none(projection, one) for one in documents}
    return sorted(one for one in due.keys() | stored.keys() if due.get(one) != stored.get(one))
