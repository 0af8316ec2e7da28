"""Messages that could not be finished: kept with their cause, tried again, waited behind, parked for a person."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NotRequired, TypedDict

from shared.contracts.envelope import Event
from shared.kernel.errors import DomainError
from shared.messaging.editing import KeptEdit
from shared.messaging.topology import queue_of
from shared.storage.mongo import Database, Document, reaching_storage

LADDER = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600))
"""The back-off between tries; after the last one the message is parked."""

LONGEST_BODY = 6 * 1024 * 1024
"""Bytes of a message that are kept. A longer one is not ours, and MongoDB takes no document over 16 MiB: whole, it
could neither be stored nor removed from the queue, and would end every session."""


_HOME = Path(__file__).parents[2]


class State(StrEnum):
    RETRYING = "retrying"
    WAITING = "waiting"
    PARKED = "parked"


class KeptFailure(TypedDict):
    """A failure in the document of its message."""

    slug: str
    zh: str
    en: str


class KeptMessage(TypedDict):
    """The document of an unfinished message. Times are aware.

    ``edit`` is one that waits for a second person, ``edited`` who put other data into it, when, why and where.
    """

    _id: str
    subject: str | None
    sequence: int | None
    type: str | None
    state: str
    attempts: int
    retry_at: datetime | None
    received_at: datetime
    first_failed_at: datetime | None
    last_failed_at: datetime | None
    last_error: KeptFailure | None
    message: bytes
    edit: NotRequired[KeptEdit]
    edited: NotRequired[Document]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message could not be finished: a stable slug, and what it says in both languages.

    An error that is not ours has its class for a slug, and says the place in our code where it failed.

    Its own words are not kept: they may hold what stood in the message or the document.
    """

    slug: str
    zh: str
    en: str

    @classmethod
    def of(cls, error: BaseException) -> "Failure":
        """The failure that an error stands for."""
        if isinstance(error, DomainError):
            return cls(error.slug, error.sentence("zh"), error.sentence("en"))
        place = _place_of(error)
        return cls(type(error).__name__, place, place)

    @property
    def kept(self) -> KeptFailure:
        """How it stands in the document of its message."""
        return {"slug": self.slug, "zh": self.zh, "en": self.en}


@dataclass(frozen=True, slots=True)
class DueHead:
    """The first unfinished message of a subject, due to be tried."""

    id: str
    body: bytes
    attempts: int


class Unfinished:
    """The ``unfinished`` collection of one consuming service."""

    def __init__(self, database: Database, service: str) -> None:
        self._kept = database["unfinished"]
        self._queue = queue_of(service)

    async def retry_later(self, body: bytes, event: Event, failure: Failure, now: datetime) -> None:
        """Keep a message whose reaction failed; it is tried again on the ladder."""
        await self._keep(body, event, State.RETRYING, failure, now, attempts=1, retry_at=now + LADDER[0])

    async def wait(self, body: bytes, event: Event, now: datetime) -> None:
        """Keep a message behind an unfinished one of its subject."""
        await self._keep(body, event, State.WAITING, None, now, attempts=0, retry_at=None)

    async def park(self, body: bytes, event: Event | None, failure: Failure, now: datetime) -> None:
        """Keep a message for a person: trying again by itself would not help."""
        await self._keep(body, event, State.PARKED, failure, now, attempts=1, retry_at=None)

    async def park_barely(self, body: bytes, subject: str | None, failure: Failure, now: datetime) -> None:
        """Keep for a person what storage refuses as what it is: of its envelope the subject alone, which it blocks."""
        await self._keep(body, None, State.PARKED, failure, now, attempts=1, retry_at=None, subject=subject)

    async def subjects(self) -> set[str]:
        """The subjects that have anything unfinished."""
        async with reaching_storage():
            return {subject for subject in await self._kept.distinct("subject") if subject is not None}

    async def heads(self, now: datetime, limit: int = 200) -> list[DueHead]:
        """Of each subject the first unfinished message, where it is to be tried now."""
        pipeline: list[Document] = [
            {"$match": {"subject": {"$ne": None}}},
            {"$sort": {"subject": 1, "sequence": 1}},
            {"$group": {"_id": "$subject", "first": {"$first": "$$ROOT"}}},
            {"$replaceRoot": {"newRoot": "$first"}},
            {"$match": {"$or": [{"state": State.WAITING}, {"state": State.RETRYING, "retry_at": {"$lte": now}}]}},
            {"$limit": limit},
        ]
        return await self._heads(pipeline)

    async def next_of(self, subject: str) -> DueHead | None:
        """The subject's first message, when it only waited for those before it."""
        first: list[Document] = [
            {"$match": {"subject": subject}},
            {"$sort": {"sequence": 1}},
            {"$limit": 1},
            {"$match": {"state": State.WAITING}},
        ]
        return next(iter(await self._heads(first)), None)

    async def parked_for(self, slugs: Sequence[str]) -> list[tuple[str, bytes]]:
        """Id and body of the messages that are parked for one of these reasons."""
        wanted: Document = {"state": State.PARKED, "last_error.slug": {"$in": list(slugs)}, "subject": {"$ne": None}}
        async with reaching_storage():
            rows: list[Document] = await self._kept.find(wanted, {"message": 1}).to_list(None)
        return [(row["_id"], bytes(row["message"])) for row in rows]

    async def try_anew(self, message_id: str, now: datetime) -> None:
        """A parked message is tried now, from the first step of the ladder; those behind it follow in order."""
        again: Document = {"state": State.RETRYING, "attempts": 0, "retry_at": now}
        async with reaching_storage():
            where = {"_id": message_id, "state": State.PARKED}
            await self._kept.update_one(where, {"$set": again, "$unset": {"edit": ""}})

    async def finished(self, message_id: str) -> None:
        """It has taken effect: delete it."""
        async with reaching_storage():
            await self._kept.delete_one({"_id": message_id})

    async def failed(self, head: DueHead, failure: Failure, now: datetime, *, park: bool = False) -> State:
        """Record one more failed attempt: the next step of the ladder, or parked after the last one."""
        attempts = head.attempts + 1
        parked = park or attempts > len(LADDER)
        state = State.PARKED if parked else State.RETRYING
        changes = {
            "state": state,
            "attempts": attempts,
            "retry_at": None if parked else now + LADDER[attempts - 1],
            "last_failed_at": now,
            "last_error": failure.kept,
        }
        async with reaching_storage():
            await self._kept.update_one({"_id": head.id, "first_failed_at": None}, {"$set": {"first_failed_at": now}})
            await self._kept.update_one({"_id": head.id}, {"$set": changes})
        return state

    async def put_off(self, head: DueHead, failure: Failure, now: datetime) -> None:
        """Storage did not take its effect, though it takes this: the next step of the ladder, its last one at most. A
        person could do nothing about it, so it is never parked for that."""
        attempts = min(head.attempts + 1, len(LADDER))
        changes = {"attempts": attempts, "retry_at": now + LADDER[attempts - 1], "last_failed_at": now}
        again = {"state": State.RETRYING, "last_error": failure.kept}
        async with reaching_storage():
            await self._kept.update_one({"_id": head.id}, {"$set": changes | again})

    async def count_by_state(self) -> dict[str, int]:
        """How many messages are in each state."""
        async with reaching_storage():
            return {state: await self._kept.count_documents({"state": state}) for state in State}

    async def _heads(self, pipeline: Sequence[Document]) -> list[DueHead]:
        async with reaching_storage():
            rows = await self._kept.aggregate(list(pipeline)).to_list(None)
        return [DueHead(row["_id"], bytes(row["message"]), row["attempts"]) for row in rows]

    async def _keep(
        self,
        body: bytes,
        event: Event | None,
        state: State,
        failure: Failure | None,
        now: datetime,
        *,
        attempts: int,
        retry_at: datetime | None,
        subject: str | None = None,
    ) -> None:
        """Insert once; a message that is delivered again changes nothing."""
        known = event.id if event else sha256(body).hexdigest()
        document = {
            "subject": event.subject if event else subject,
            "sequence": event.sequence if event else None,
            "type": event.type if event else None,
            "state": state,
            "attempts": attempts,
            "retry_at": retry_at,
            "received_at": now,
            "first_failed_at": now if failure else None,
            "last_failed_at": now if failure else None,
            "last_error": failure.kept if failure else None,
            "message": body[:LONGEST_BODY],
        }
        async with reaching_storage():
            await self._kept.update_one({"_id": f"{self._queue}|{known}"}, {"$setOnInsert": document}, upsert=True)


def _place_of(error: BaseException) -> str:
    """Where in our code it came from, as ``services/grants/domain/project.py:120``; empty when it did not."""
    steps = ((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__))
    ours = [(Path(name), line) for name, line in steps if Path(name).is_relative_to(_HOME) and ".venv" not in name]
    return f"{ours[-1][0].relative_to(_HOME)}:{ours[-1][1]}" if ours else ""
