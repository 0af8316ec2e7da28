"""Which causes a document has absorbed: a repeated one changes nothing, an earlier event after a later one is seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.kernel.cause import Cause
from shared.kernel.errors import KeyReused, OutOfOrder
from shared.kernel.repository import Receipt
from shared.observability import metrics
from shared.storage.mongo import Collection, Document, reaching_storage
from shared.storage.strides import strides

HANDLED_FOR = timedelta(days=35)
"""How long absorbed causes are remembered: longer than the longest parking and redrive (30 days)."""


def relevant_for(cause: Cause) -> Document:
    """The projection of ``handled`` to the entries that matter for this cause."""
    relevant: Document = {"$eq": ["$$entry.id", {"$literal": cause.id}]}
    if cause.subject is not None:
        same = {"$eq": ["$$entry.subject", {"$literal": cause.subject}]}
        later = [same, {"$gte": ["$$entry.sequence", cause.sequence]}]
        relevant = {"$or": [relevant, {"$and": later}]}
    return {"$filter": {"input": "$handled", "as": "entry", "cond": relevant}}


def not_absorbed(cause: Cause) -> Document:
    """The filter of a document that has not absorbed this cause, nor a later event of its subject."""
    absorbed: list[Document] = [{"handled.id": cause.id}]
    if cause.subject is not None:
        later = {"subject": cause.subject, "sequence": {"$gte": cause.sequence}}
        absorbed.append({"handled": {"$elemMatch": later}})
    return {"$nor": absorbed}


def repeated(aggregate_id: str, version: int, cause: Cause) -> Receipt:
    """The answer to a cause that was absorbed before."""
    if cause.subject is not None:
        metrics.wire_duplicates.inc()
    return Receipt(aggregate_id, version, repeated=True)


def handled(cause: Cause) -> Document:
    """The entry that remembers this cause."""
    entry: Document = {"id": cause.id, "at": cause.at}
    if cause.digest is not None:
        entry["digest"] = cause.digest
    if cause.subject is not None:
        entry |= {"subject": cause.subject, "sequence": cause.sequence}
    return entry


def absorbed_before(entries: Sequence[Document], cause: Cause) -> bool:
    """Whether this cause was absorbed before. Raises KeyReused for another request, OutOfOrder after a later event."""
    for entry in entries:
        if entry["id"] == cause.id:
            if cause.digest is not None and entry.get("digest") not in (None, cause.digest):
                raise KeyReused
            return True
    if entries:
        raise OutOfOrder
    return False


def absorbed_now(entries: Sequence[Document], cause: Cause) -> bool:
    """Whether it was this very attempt that was absorbed, which has its own time, in milliseconds."""
    at = cause.at.replace(microsecond=cause.at.microsecond // 1000 * 1000)
    return any(entry["id"] == cause.id and entry["at"] == at for entry in entries)


async def forget(collection: Collection, now: datetime) -> int:
    """Drop absorbed causes older than HANDLED_FOR; says from how many documents.

    Works through the collection in strides: an index would cost every write, one statement over all would not end in
    time once there are many. Raises StorageAway.
    """
    before, forgotten = {"at": {"$lt": now - HANDLED_FOR}}, 0
    async for stride in strides(collection):
        these = {"_id": {"$gte": stride[0], "$lte": stride[-1]}, "handled": {"$elemMatch": before}}
        async with reaching_storage():
            forgotten += (await collection.update_many(these, {"$pull": {"handled": before}})).modified_count
    return forgotten
