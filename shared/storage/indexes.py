"""Indexes as data: each service declares its own in one place, and ``prepare`` creates them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pymongo import IndexModel

from shared.kernel.errors import DomainError
from shared.storage.journal import JOURNAL
from shared.storage.mongo import Database


@dataclass(frozen=True)
class Index:
    """One index. ``error`` is raised by the store when a write meets this unique index."""

    keys: Sequence[tuple[str, int]]
    name: str
    unique: bool = False
    partial: Mapping[str, object] | None = None
    sparse: bool = False
    expire_after_s: int | None = None
    error: type[DomainError] | None = None

    def model(self) -> IndexModel:
        """The driver's description of this index."""
        options: dict[str, object] = {"name": self.name, "unique": self.unique}
        if self.partial is not None:
            options["partialFilterExpression"] = dict(self.partial)
        if self.sparse:
            options["sparse"] = True
        if self.expire_after_s is not None:
            options["expireAfterSeconds"] = self.expire_after_s
        return IndexModel(list(self.keys), **options)


_HAS_ALT_NAME = {"keyAltNames": {"$exists": True}}

IndexPlan = Mapping[str, Sequence[Index]]

AGGREGATE_INDEXES = (
    Index([("next_due_at", 1)], "due", partial={"next_due_at": {"$type": "date"}}),
    Index([("outbox.time", 1)], "pending", sparse=True),
    Index([("journal.recorded_at", 1)], "unjournaled", sparse=True),
)
"""Every collection of aggregates has these: due clocks, events still to be sent, entries still to be moved."""


@dataclass(frozen=True)
class DatabasePlan:
    """All indexes of one service: aggregate collections get AGGREGATE_INDEXES besides their own."""

    aggregates: Sequence[str]
    indexes: IndexPlan = field(default_factory=dict)

    def all(self) -> dict[str, list[Index]]:
        """Every collection with its indexes, those of the shared rooms included."""
        plan: dict[str, list[Index]] = {
            "events": [Index([("subject", 1), ("sequence", 1)], "order"), Index([("time", 1), ("type", 1)], "recent")],
            JOURNAL: [Index([("collection", 1), ("subject", 1), ("no", 1)], "chain", unique=True)],
            "unfinished": [
                Index([("subject", 1), ("sequence", 1)], "turn"),
                Index([("state", 1), ("retry_at", 1)], "state"),
            ],
            "unfinished_decisions": [Index([("at", -1)], "latest")],
            "access_log": [Index([("subject", 1), ("at", -1)], "subject"), Index([("actor", 1), ("at", -1)], "actor")],
        }
        plan["sealing_keys"] = [Index([("keyAltNames", 1)], "one_key_each", unique=True, partial=_HAS_ALT_NAME)]
        for collection in self.aggregates:
            plan.setdefault(collection, []).extend(AGGREGATE_INDEXES)
        for collection, indexes in self.indexes.items():
            plan.setdefault(collection, []).extend(indexes)
        return plan


async def create_indexes(db: Database, plan: DatabasePlan) -> None:
    """Create what is missing. An index that exists with other options raises the driver's OperationFailure."""
    for collection, indexes in plan.all().items():
        await db[collection].create_indexes([index.model() for index in indexes])
