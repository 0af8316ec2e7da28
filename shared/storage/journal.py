"""The journal: every domain event of an aggregate, kept for good, each entry chained to the one before by its hash.

Entries are appended to the aggregate's document in the write that changes it, and moved from there to the service's
``journal``, where nothing is ever changed. ``journal_head`` of the document tells how many there are and the hash of
the last, so that a missing entry is noticed as much as a changed one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, TypedDict

import bson
from pydantic import TypeAdapter

from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.storage.mongo import Document

JOURNAL = "journal"
"""The collection of each service that keeps its entries."""

AS_MIGRATED = "AsMigrated"
"""The first entry of an aggregate that is older than the journal: what was known of it then, and no invented past."""

_HASHED = (
    "collection",
    "subject",
    "no",
    "version",
    "what",
    "occurred_at",
    "recorded_at",
    "by",
    "cause",
    "data",
    "before",
)


class Entry(TypedDict):
    """One domain event as it stands in the journal.

    ``no`` counts those of one aggregate from 1 without gaps; ``version`` is that of the document which the event made.
    ``occurred_at`` is when it was true and ``recorded_at`` when it was written down (UTC, milliseconds). ``data`` are
    the fields of the event, sealed with the aggregate's key where its state is, and None where that key was destroyed.
    """

    _id: str
    collection: str
    subject: str
    no: int
    version: int
    what: str
    occurred_at: datetime
    recorded_at: datetime
    by: str
    cause: str
    data: Any
    before: str
    hash: str


@dataclass(frozen=True)
class Head:
    """Where an aggregate's journal ends: how many entries it has, and the hash of the last."""

    no: int = 0
    hash: str = ""

    @classmethod
    def of(cls, document: Document) -> "Head":
        """The head that the aggregate's document tells; of nothing, where it is older than the journal."""
        return cls(**document["journal_head"]) if "journal_head" in document else cls()

    def stored(self) -> Document:
        """As it stands in the document."""
        return {"no": self.no, "hash": self.hash}


@dataclass(frozen=True)
class Happened:
    """What an entry tells, before it has its place in the chain."""

    what: str
    data: Any
    occurred_at: datetime
    by: str

    @classmethod
    def migrated(cls, state: Document | None, cause: Cause, service: str) -> "Happened":
        """The state of an aggregate that is older than the journal, as it was stored; None where it was erased."""
        return cls(AS_MIGRATED, None if state is None else {"state": state}, cause.at, f"service:{service}")

    @classmethod
    def of(cls, event: object, cause: Cause) -> "Happened":
        """A recorded domain event. One that has no act of its own has the time and the actor of its cause.

        What shows the time of an act stays in ``data``, since it may speak of a person, and so does the review code
        of what a second person confirmed.
        """
        data = _dumped(event)
        act = getattr(event, "act", None)
        if not isinstance(act, Act):
            return cls(type(event).__name__, data, cause.at, cause.actor.id)
        del data["act"]
        data |= {name: told for name in ("evidence", "seen") if (told := getattr(act, name))}
        return cls(type(event).__name__, data, act.occurred_at, act.by)


def chained(
    happened: Sequence[Happened], collection: str, subject: str, version: int, cause: Cause, head: Head
) -> tuple[list[Entry], Head]:
    """The entries of one write, following ``head``, and the head after them."""
    entries: list[Entry] = []
    for one in happened:
        no = head.no + 1
        entry = Entry(
            _id=f"{collection}/{subject}/{no}",
            collection=collection,
            subject=subject,
            no=no,
            version=version,
            what=one.what,
            occurred_at=_in_milliseconds(one.occurred_at),
            recorded_at=_in_milliseconds(cause.at),
            by=one.by,
            cause=cause.id,
            data=one.data,
            before=head.hash,
            hash="",
        )
        entry["hash"] = hash_of(entry)
        entries.append(entry)
        head = Head(no, entry["hash"])
    return entries, head


def hash_of(entry: Entry) -> str:
    """SHA-256 (FIPS 180-4), in hexadecimal, over the entry's BSON without its own hash. It needs no key."""
    told: Document = dict(entry)
    return sha256(bson.encode({name: told[name] for name in _HASHED})).hexdigest()


def faults_of(head: Head, entries: Iterable[Entry]) -> list[str]:
    """What is wrong with one aggregate's entries, given in the order of their numbers; empty when nothing is.

    Each fault names the entry and says whether it was changed, is missing, is one too many or does not follow the one
    before it.
    """
    faults: list[str] = []
    expected, before = 1, ""
    for entry in entries:
        faults += [f"{no} is missing" for no in range(expected, entry["no"])]
        if entry["no"] < expected:
            faults.append(f"{entry['no']} stands twice and differs")
            continue
        if hash_of(entry) != entry["hash"]:
            faults.append(f"{entry['no']} was changed")
        elif entry["no"] == expected and entry["before"] != before:
            faults.append(f"{entry['no']} does not follow the one before it")
        if entry["no"] > head.no:
            faults.append(f"{entry['no']} is more than the aggregate has")
        expected, before = entry["no"] + 1, entry["hash"]
    faults += [f"{no} is missing" for no in range(expected, head.no + 1)]
    if expected == head.no + 1 and before != head.hash and not faults:
        faults.append(f"{head.no} is not the one that the aggregate had last")
    return faults


def _in_milliseconds(at: datetime) -> datetime:
    """MongoDB keeps no finer time; what is hashed is what is kept."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


_adapters: dict[type[object], TypeAdapter[Any]] = {}


def _dumped(event: object) -> Document:
    kind = type(event)
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    dumped: Document = _adapters[kind].dump_python(event, mode="json")
    return dumped
