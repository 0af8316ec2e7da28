"""Indexes as data: each service declares its own in one place, and ``prepare`` creates them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pymongo import IndexModel

from shared.kernel.errors import DomainError
from shared.storage.absorbed import HANDLED_FOR
from shared.storage.absorbed_before import ABSORBED
from shared.storage.file_store import CHUNKS, FILES
from shared.storage.journal import JOURNAL
from shared.storage.mongo import Database
from shared.storage.retention import INDEX as KEPT
from shared.storage.retention import ROWS, Retention


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
    Index([("unfollowed", 1)], "unfollowed", sparse=True),
)
"""Every collection of aggregates has these: due clocks, events still to be sent, entries still to be moved, saves that
projections have still to take in."""


@dataclass(frozen=True)
class DatabasePlan:
    """All indexes of one service: aggregate collections get AGGREGATE_INDEXES besides their own."""

    aggregates: Sequence[str]
    indexes: IndexPlan = field(default_factory=dict)
    retention: Retention = field(default_factory=Retention)

    def kept_for(self, collection: str) -> timedelta | None:
        """How long MongoDB keeps the documents of a collection; None for those that it never takes away."""
        return self.retention.kept_for(collection)

    def all(self) -> dict[str, list[Index]]:
        """Every collection with its indexes, those of the shared rooms included."""
        plan: dict[str, list[Index]] = {
            "events": [Index([("subject", 1), ("sequence", 1)], "order"), Index([("time", 1), ("type", 1)], "recent")],
            JOURNAL: [Index([("collection", 1), ("subject", 1), ("no", 1)], "chain", unique=True)],
            ABSORBED: [Index([("at", 1)], "forgotten", expire_after_s=int(HANDLED_FOR.total_seconds()))],
            "unfinished": [
                Index([("subject", 1), ("sequence", 1)], "turn"),
                Index([("state", 1), ("retry_at", 1)], "state"),
            ],
            "unfinished_decisions": [Index([("at", -1)], "latest")],
            FILES: [
                Index([("metadata.owner", 1), ("uploadDate", 1)], "owner"),
                Index([("metadata.state", 1), ("uploadDate", 1)], "state"),
            ],
            CHUNKS: [Index([("files_id", 1), ("n", 1)], "files_id_1_n_1", unique=True)],
            "access_log": [Index([("subject", 1), ("at", -1)], "subject"), Index([("actor", 1), ("at", -1)], "actor")],
        }
        plan["sealing_keys"] = [Index([("keyAltNames", 1)], "one_key_each", unique=True, partial=_HAS_ALT_NAME)]
        for collection in self.aggregates:
            plan.setdefault(collection, []).extend(AGGREGATE_INDEXES)
        for collection, indexes in self.indexes.items():
            plan.setdefault(collection, []).extend(indexes)
        for collection in plan.keys() & ROWS.keys():
            if (kept := self.retention.kept_for(collection)) is not None:
                since = [(ROWS[collection].since, 1)]
                plan[collection].append(Index(since, KEPT, expire_after_s=int(kept.total_seconds())))
        return plan


async def create_indexes(db: Database, plan: DatabasePlan) -> None:
    """Create what is missing, and change how long is kept where that is said otherwise by now.

    An index that exists with other options otherwise raises the driver's OperationFailure.
    """
    await create_own_indexes(db, plan.all())


async def create_own_indexes(db: Database, plan: IndexPlan) -> None:
    """The same for a database without aggregates: exactly these."""
    for collection, indexes in plan.items():
        await _let_expire(db, collection, indexes)
        if indexes:
            await db[collection].create_indexes([index.model() for index in indexes])


async def _let_expire(db: Database, collection: str, indexes: Sequence[Index]) -> None:
    """Bring the indexes that are there and by which documents are taken away in line with what is said now."""
    present = await db[collection].index_information()
    wanted = {index.name: index for index in indexes}
    for name, one in present.items():
        if "expireAfterSeconds" not in one:
            continue
        index = wanted.get(name)
        if index is None:
            if name == KEPT:
                await db[collection].drop_index(name)
        elif [tuple(key) for key in one["key"]] != [tuple(key) for key in index.keys]:
            await db[collection].drop_index(name)
        elif index.expire_after_s not in (None, one["expireAfterSeconds"]):
            changed = {"name": name, "expireAfterSeconds": index.expire_after_s}
            await db.command({"collMod": collection, "index": changed})
