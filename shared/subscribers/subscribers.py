"""The subscribers of an installation: what each may hear, and how far it has been brought to it."""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from shared.kernel.errors import Conflict, Invalid, NotFound
from shared.storage.mongo import Database, reaching_storage
from shared.subscribers.leaving import leaving_types

COLLECTION = "subscribers"
_NAME = re.compile(r"[a-z][a-z0-9-]{1,29}")
_TAKEN = frozenset({"events", "amq", "tongxin"})


class SubscriberNameInvalid(Invalid):
    slug = "subscriber-name-invalid"
    zh = "订阅方的名称须为 2 至 30 个小写字母、数字或连字符，以字母开头，且不能是 events、amq、tongxin。"
    en = (
        "A subscriber's name is 2 to 30 small letters, digits or hyphens, a letter first; events, amq and tongxin are "
        "taken."
    )


class SubscriberNotFound(NotFound):
    slug = "subscriber-not-found"
    zh, en = "没有名为 {name} 的订阅方。", "There is no subscriber called {name}."


class SubscriberExists(Conflict):
    slug = "subscriber-exists"
    zh, en = "已经有名为 {name} 的订阅方。", "There is a subscriber called {name} already."


class TypeMayNotLeave(Invalid):
    slug = "type-may-not-leave"
    zh = "事件 {type} 不对外提供。可以提供的事件见 docs/api/events.md。"
    en = "{type} is not for outsiders. Which events are is told in docs/api/events.md."


@dataclass(frozen=True, slots=True)
class Position:
    """The next place in the event stream, and the id of the event before it, by which the stream is known again."""

    offset: int
    last_id: str


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One other system. ``since`` is when its events begin; ``round`` grows when they are told from another time."""

    name: str
    types: frozenset[str]
    key: bytes
    since: datetime
    round: int
    position: Position | None
    refused: int = 0
    missed: int = 0
    held_since: datetime | None = None
    told: int = 0

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """As it is stored."""
        at = row.get("position")
        return cls(
            name=row["_id"],
            types=frozenset(row["types"]),
            key=bytes(row["key"]),
            since=row["since"],
            round=row["round"],
            position=Position(at["offset"], at["last_id"]) if at else None,
            refused=row.get("refused", 0),
            missed=row.get("missed", 0),
            held_since=row.get("held_since"),
            told=row.get("told", 0),
        )


class Subscribers:
    """The records. All raise StorageAway."""

    def __init__(self, database: Database) -> None:
        self._rows = database[COLLECTION]

    async def all(self) -> list[Subscriber]:
        """Every subscriber, by name."""
        async with reaching_storage():
            return [Subscriber.of(row) async for row in self._rows.find().sort("_id", 1)]

    async def get(self, name: str) -> Subscriber:
        """One of them. Raises SubscriberNotFound."""
        async with reaching_storage():
            row = await self._rows.find_one({"_id": name})
        if row is None:
            raise SubscriberNotFound(name=name[:40])
        return Subscriber.of(row)

    async def add(self, name: str, types: Collection[str], now: datetime) -> Subscriber:
        """Make one whose events begin now, with a key of its own for pseudonyms. Raises SubscriberExists."""
        row = {"_id": name, "types": sorted(types), "key": secrets.token_bytes(32), "since": now, "round": 1}
        async with reaching_storage():
            before = await self._rows.find_one_and_update({"_id": name}, {"$setOnInsert": row}, upsert=True)
        if before is not None:
            raise SubscriberExists(name=name)
        return Subscriber.of(row)

    async def allow(self, name: str, types: Collection[str]) -> None:
        """From now on it hears these types and no others. Raises SubscriberNotFound."""
        await self._change(name, {"$set": {"types": sorted(types)}})

    async def begin_again(self, name: str, since: datetime) -> None:
        """Tell it again what happened since then. Raises SubscriberNotFound."""
        await self._change(
            name, {"$set": {"since": since}, "$unset": {"position": "", "held_since": ""}, "$inc": {"round": 1}}
        )

    async def remove(self, name: str) -> None:
        """Forget it, and the key of its pseudonyms. Raises SubscriberNotFound."""
        async with reaching_storage():
            gone = await self._rows.delete_one({"_id": name})
        if not gone.deleted_count:
            raise SubscriberNotFound(name=name[:40])

    async def came_to(self, of: Subscriber, position: Position, told: int, missed: int = 0) -> None:
        """It has been brought so far; nothing is noted for one that was removed or told to begin again meanwhile."""
        await self._note(
            of,
            {
                "$set": {"position": {"offset": position.offset, "last_id": position.last_id}},
                "$inc": {"told": told, "missed": missed},
                "$unset": {"held_since": ""},
            },
        )

    async def begin_with_the_stream(self, of: Subscriber) -> None:
        """The stream is another one than it was: nothing of it has been brought yet."""
        await self._note(of, {"$unset": {"position": ""}})

    async def goes_on(self, of: Subscriber) -> None:
        """Nothing stands in its way any more."""
        await self._note(of, {"$unset": {"held_since": ""}})

    async def is_held(self, of: Subscriber, now: datetime, refused: int = 0) -> None:
        """Nothing can be brought to it: a queue of it refuses, or its exchange cannot be reached."""
        count = {"$add": [{"$ifNull": ["$refused", 0]}, refused]}
        await self._note(of, [{"$set": {"refused": count, "held_since": {"$ifNull": ["$held_since", now]}}}])

    async def _note(self, of: Subscriber, change: Any) -> None:
        async with reaching_storage():
            await self._rows.update_one({"_id": of.name, "round": of.round}, change)

    async def _change(self, name: str, change: Mapping[str, Any]) -> None:
        async with reaching_storage():
            done = await self._rows.update_one({"_id": name}, change)
        if not done.matched_count:
            raise SubscriberNotFound(name=name[:40])


def require_name(name: str) -> str:
    """The name, if a subscriber may be called so. Raises SubscriberNameInvalid."""
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise SubscriberNameInvalid
    return name


def chosen_types(asked: Collection[str]) -> list[str]:
    """The types that these words mean; a ``*`` at the end stands for all that may leave and begin so.

    Raises TypeMayNotLeave for a type that may not leave, and for a beginning that none has.
    """
    may = leaving_types()
    chosen: set[str] = set()
    for word in asked:
        meant = [type_ for type_ in may if type_ == word or (word.endswith("*") and type_.startswith(word[:-1]))]
        if not meant:
            raise TypeMayNotLeave(type=word[:80])
        chosen.update(meant)
    return sorted(chosen)
