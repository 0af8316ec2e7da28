"""Drawers whose rows are kept by a projector, as a service has them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from shared.kernel.clock import FixedClock
from shared.projection.generations import Generations
from shared.projection.projection import Projection
from shared.projection.projector import Projector
from shared.projection.rebuilding import build_missing
from shared.storage.documents import Documents
from shared.storage.indexes import Index
from shared.storage.mongo import Database, Document
from shared.storage.reading import Reader
from shared.storage.store import AggregateStore
from tests.storage.conftest import client, db, prepared
from tests.storage.drawers import MONDAY, Drawer, Offers, outbound

__all__ = ["client", "db", "prepared"]

DRAWERS = Documents(Drawer, lambda drawer: {"label": drawer.label, "held": drawer.held})


def full_row(document: Document) -> Document:
    """What the list of drawers shows; one that holds 13 cannot be told."""
    if document["view"]["held"] == 13:
        raise ValueError("unlucky")
    return {"held": document["view"]["held"], "full": document["view"]["held"] >= 3}


FULL = Projection("full_drawers", "drawers", full_row, indexes=(Index([("held", 1)], "held"),))


@dataclass
class Office:
    """A process of a service with drawers."""

    db: Database
    projector: Projector
    drawers: AggregateStore[Drawer]
    reader: Reader
    clock: FixedClock

    @property
    def generations(self) -> Generations:
        return Generations(self.db, self.projector.projections[0])

    async def rows(self) -> dict[str, tuple[int, int]]:
        """What is held by drawer, and the version that tells it, as it stands in the live generation."""
        found = await self.reader.every(str(await self.generations.live()), {})
        return {row["_id"]: (row["held"], row["version"]) for row in found}


def an_office(db: Database, projection: Projection = FULL) -> Office:
    """A process of its own on this database; nothing of it runs."""
    clock = FixedClock(MONDAY)
    projector = Projector(db, [projection], clock)
    drawers = AggregateStore(db["drawers"], "drawers", DRAWERS, outbound, Offers(), follower=projector)
    return Office(db, projector, drawers, Reader(db), clock)


@pytest.fixture
async def office(db: Database) -> AsyncIterator[Office]:
    """One with its rows built, of no drawers yet."""
    made = an_office(db)
    await build_missing(made.projector, made.clock)
    yield made
    for name in await db.list_collection_names(filter={"name": {"$regex": "^rows"}}):
        await db.drop_collection(name)
