"""The ledger of erasures: what was erased stays erased, also when a backup from before is put back.

An aggregate's line is written by the act that destroys its key, before the key goes, and holds the document as that
act left it: nothing in it tells of the person, and what is sealed in it opens no more. A dump from before brings back
the person, the key and what they were found by; ``reerase`` takes all of it away again. The ledger is kept apart from
the dumps, with the data keys (docs/operators.md).
Basis: 《个人信息保护法》 第四十七条.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract, Personal
from shared.contracts.envelope import StoredEvent
from shared.kernel.cause import Actor, Cause
from shared.storage.documents import envelopes
from shared.storage.file_store import CHUNKS, FILES
from shared.storage.journal import Happened, Head, chained
from shared.storage.mongo import Collection, Database, Document, reaching_storage
from shared.storage.older_documents import as_found
from shared.storage.sequences import last_sequence
from shared.storage.vault import KEYS, Vault

ERASURES = "erasures"
"""The collection of each service that erases; its lines are added and never changed."""
ERASED_AGAIN = "ErasedAgain"
"""The journal's entry of what was erased, came back with a backup, and was erased again."""
_KEPT = ("state", "view", "next_due_at", "version", "sequence")
_TRIES = 5


@dataclass
class Reerased:
    """What was taken away again of one aggregate."""

    key: bool = False
    document: bool = False
    files: int = 0
    events: int = 0
    """Events in the service's log that carried words about the person."""

    @property
    def anything(self) -> bool:
        """Whether the backup had brought anything back."""
        return self.key or self.document or bool(self.files or self.events)


async def erase_for_good(vault: Vault, collection: Collection, aggregate_id: str) -> bool:
    """Note an aggregate that was emptied in the ledger, then destroy its key; says whether there was one."""
    await _note(collection, aggregate_id)
    return await vault.destroy_key(aggregate_id)


async def _note(collection: Collection, aggregate_id: str) -> None:
    """Write the line of an aggregate; one that is there already stays. Raises StorageAway."""
    async with reaching_storage():
        found = await collection.find_one({"_id": aggregate_id}, dict.fromkeys((*_KEPT, "updated_at"), 1))
        if found is None:
            return
        line = {"collection": collection.name, "subject": aggregate_id, "at": found["updated_at"]}
        line["document"] = {name: found[name] for name in _KEPT if name in found}
        ledger = collection.database[ERASURES]
        await ledger.update_one({"_id": f"{collection.name}/{aggregate_id}"}, {"$setOnInsert": line}, upsert=True)


async def reerase(
    database: Database, service: str, line: Document, now: datetime, telling: Sequence[Contract] = ()
) -> Reerased:
    """Take away what a backup brought back of one aggregate in the ledger; repeats do no harm. Raises StorageAway.

    ``telling`` is what others have to be told with it. Needs no master key: nothing is opened. The service must not be
    running.
    """
    subject, done = line["subject"], Reerased()
    async with reaching_storage():
        done.key = bool((await database[KEYS].delete_many({"keyAltNames": subject})).deleted_count)
        owned = [one["_id"] async for one in database[FILES].find({"metadata.owner": subject}, {"_id": 1})]
        await database[CHUNKS].delete_many({"files_id": {"$in": owned}})
        done.files = (await database[FILES].delete_many({"_id": {"$in": owned}})).deleted_count
        done.events = await _blank_events(database, subject)
        done.document = await _empty(database, service, line, now, telling)
    return done


async def _empty(database: Database, service: str, line: Document, now: datetime, telling: Sequence[Contract]) -> bool:
    """Put the document back as the erasure left it; False where it is so already, or is not in this backup."""
    documents, kept = database[line["collection"]], line["document"]
    for _ in range(_TRIES):
        found = await documents.find_one({"_id": line["subject"]})
        if found is None or found["state"] == kept["state"]:
            return False
        cause = Cause(f"reerase/{line['_id']}", Actor(f"service:{service}"), now, "reerase")
        version = max(found["version"], kept["version"]) + 1
        told = Happened(ERASED_AGAIN, None, now, f"service:{service}")
        entries, head = chained([told], line["collection"], line["subject"], version, cause, Head.of(found))
        last = await last_sequence(database, max(found["sequence"], kept["sequence"]))
        told_others = envelopes(telling, service, line["subject"], last, cause, None)
        emptied: dict[str, Any] = {
            **{name: kept[name] for name in ("state", "view", "next_due_at") if name in kept},
            "version": version,
            "sequence": last + len(told_others),
            "outbox": [*(event for event in found["outbox"] if not _is_personal(event)), *told_others],
            "journal_head": head.stored(),
            "updated_at": now,
            "unfollowed": True,
        }
        update = {"$set": emptied, "$push": {"journal": {"$each": entries}}}
        if (await documents.update_one(as_found(found), update)).modified_count:
            return True
    return False


def _is_personal(event: StoredEvent) -> bool:
    contract = all_contracts().get(event["type"])
    return contract is not None and bool(_blanks(contract))


def _blanks(contract: type[Contract]) -> dict[str, str | None]:
    """The fields of an event that are words about a person, and what stands in their place once they are gone."""
    marked = {
        name: one
        for name, one in contract.model_fields.items()
        if any(isinstance(mark, Personal) for mark in one.metadata)
    }
    return {f"data.{name}": "" if one.annotation is str else None for name, one in marked.items()}


async def _blank_events(database: Database, subject: str) -> int:
    """Take the words about the person out of the log of events, as it is done when a notice is taken down."""
    blanked = 0
    for type_, contract in all_contracts().items():
        if blanks := _blanks(contract):
            still = [{name: {"$ne": blank}} for name, blank in blanks.items()]
            where = {"subject": subject, "type": type_, "$or": still}
            blanked += (await database["events"].update_many(where, {"$set": blanks})).modified_count
    return blanked
