"""The projector: after a save it writes the aggregate's rows anew, and keeps each as new as its aggregate.

A row tells up to which version of its aggregate it goes: that is its checkpoint. The save itself marks the document,
and the mark goes when the rows are written; so nothing is lost with a process, and whoever reads can have brought up
to date what was saved before.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

import structlog
from pymongo import ReplaceOne, UpdateOne
from pymongo.errors import BulkWriteError

from shared.background import Background
from shared.kernel.clock import Clock
from shared.kernel.errors import Unavailable
from shared.observability import metrics
from shared.projection.generations import pointers, written
from shared.projection.projection import READ, Projection
from shared.storage.mongo import Database, Document, reaching_storage
from shared.storage.store import UNFOLLOWED

LOOKS_EVERY_S = 5.0
MOST = 500
"""How many waiting aggregates are brought up to date for one reader."""

_REPEATED = 11000
log = structlog.get_logger()


class Projector(Background):
    """Writes the rows of all projections of one service, in every process of it."""

    def __init__(self, database: Database, projections: Sequence[Projection], clock: Clock) -> None:
        super().__init__(self._run_always, "projector")
        self.database = database
        self.projections = tuple(projections)
        self._clock = clock
        self._by_source: dict[str, list[Projection]] = defaultdict(list)
        for projection in projections:
            self._by_source[projection.source].append(projection)
        self._offered: dict[str, set[str]] = defaultdict(set)
        self._something = asyncio.Event()
        self.lags: dict[str, float] = {}
        """Seconds that each projection lagged behind when last looked at, by its name."""

    def offer(self, collection: str, document_id: str) -> None:
        """An aggregate was saved, and is marked. Never blocks and never raises."""
        if collection in self._by_source:
            self._offered[collection].add(document_id)
            self._something.set()

    def follows(self, collection: str) -> bool:
        """Whether rows are made of these aggregates."""
        return collection in self._by_source

    async def catch_up(self, collection: str) -> int:
        """Write the rows of what was saved and may not be in them yet, at most MOST; says of how many aggregates.

        Raises StorageAway.
        """
        if waiting := await self._waiting(collection):
            await self.write(collection, [document["_id"] for document in waiting])
        return len(waiting)

    async def write(self, collection: str, document_ids: Sequence[str]) -> None:
        """Write the rows of these aggregates in every generation, unless they are newer already. Raises StorageAway.

        Which generations there are is read before the documents: a rebuild that begins later reads these as they are.
        """
        projections = self._by_source[collection]
        generations = await pointers(self.database, projections)
        async with reaching_storage():
            found = self.database[collection].find({"_id": {"$in": list(document_ids)}}, READ)
            documents = await found.to_list(None)
        for projection in projections:
            for name in written(generations[projection.key]):
                await self.write_to(name, projection, documents)
        await self._taken_in(collection, documents)

    async def write_to(self, name: str, projection: Projection, documents: Iterable[Document]) -> None:
        """Write the rows of these documents in one generation; a newer row stays. Raises StorageAway."""
        writes = [
            ReplaceOne({"_id": row["_id"], "version": {"$lte": row["version"]}}, row, upsert=True)
            for document in documents
            if (row := row_or_none(projection, document)) is not None
        ]
        if not writes:
            return
        try:
            async with reaching_storage():
                await self.database[name].bulk_write(writes, ordered=False)
        except BulkWriteError as error:  # one that is there already with a higher version cannot be put in
            if any(failure.get("code") != _REPEATED for failure in (error.details or {}).get("writeErrors", ())):
                raise

    async def measure(self) -> None:
        """Set the gauge of each projection's lag, and catch up where something was left. Raises StorageAway."""
        now = self._clock.now()
        for collection, projections in self._by_source.items():
            waiting = await self._waiting(collection)
            lag = max(((now - document["updated_at"]).total_seconds() for document in waiting), default=0.0)
            for projection in projections:
                self.lags[projection.name] = max(0.0, lag)
                metrics.projection_lag_seconds.labels(projection.name).set(self.lags[projection.name])
            if waiting:
                await self.write(collection, [document["_id"] for document in waiting])

    async def _run_always(self) -> None:
        """Write what is offered at once. What fails is found again by the next look."""
        while self.projections:
            try:
                await self._once()
            except Unavailable:
                log.warning("projection.storage_away")
                await asyncio.sleep(1)
            except Exception:
                log.exception("projection.failed")

    async def _once(self) -> None:
        try:
            async with asyncio.timeout(LOOKS_EVERY_S):
                await self._something.wait()
        except TimeoutError:
            await self.measure()
            return
        self._something.clear()
        offered, self._offered = self._offered, defaultdict(set)
        for collection, ids in offered.items():
            await self.write(collection, list(ids))

    async def _waiting(self, collection: str) -> list[Document]:
        """The aggregates that were saved and may be newer than their rows, and when."""
        async with reaching_storage():
            found = self.database[collection].find({UNFOLLOWED: True}, {"updated_at": 1}).limit(MOST)
            waiting: list[Document] = await found.to_list(None)
        return waiting

    async def _taken_in(self, collection: str, documents: Sequence[Document]) -> None:
        """Take the marks away, but of what was saved again meanwhile."""
        done = [
            UpdateOne({"_id": one["_id"], "version": one["version"]}, {"$unset": {UNFOLLOWED: ""}}) for one in documents
        ]
        if done:
            async with reaching_storage():
                await self.database[collection].bulk_write(done, ordered=False)


def row_or_none(projection: Projection, document: Document) -> Document | None:
    """The row of a document; None, and counted, where it cannot be made: others do not wait for it."""
    try:
        return projection.row_of(document)
    except Exception:
        metrics.projection_failures.labels(projection.name).inc()
        log.exception("projection.no_row", projection=projection.name, id=document["_id"])
        return None
