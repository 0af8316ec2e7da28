"""Slows down guessing, without letting a stranger lock a person out.

Tries are counted for a name from one address, for a name from everywhere, and for an address over all names. A browser
on which the owner of the name has signed in before is counted alone. Each count pauses from its limit on, each further
failure for longer.
"""

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.gateway.collection import Body, Collection

WINDOW = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
DOUBLINGS = 7
"""More failures than this lock for longer than the longest pause."""
FREE_TRIES: Mapping[str, int] = {"device": 5, "place": 5, "name": 20, "source": 50}
"""So many failures within the window each count allows: a known browser, a name from one address, a name from
everywhere, an address over all names (a whole office may share one)."""


@dataclass(frozen=True)
class Try:
    """One try: for which name, from which network, and by which mark the browser is known for that name."""

    name: str
    source: str
    device: str = ""

    @property
    def counts(self) -> dict[str, str]:
        """The key of each count that this try belongs to, by its kind."""
        name = _plain(self.name)
        if self.device:
            return {"device": f"{name}|{self.device}"}
        return {"place": f"{name}|{self.source}", "name": name, "source": self.source}


class Failures(BaseModel):
    """Failed tries of one count. ``name`` is the hash of the name that they were for."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    count: int
    first_at: datetime
    locked_until: datetime | None = None
    forget_after: datetime
    kind: str = "place"
    name: str = ""

    def one_more(self, at: datetime) -> "Failures":
        """A further failure: locks from the last free one on, doubling to a day; a quiet window starts it over."""
        if at > self.forget_after:
            return self.model_copy(
                update={"count": 1, "first_at": at, "locked_until": None, "forget_after": at + WINDOW}
            )
        count, free = self.count + 1, FREE_TRIES[self.kind]
        if count < free:
            return self.model_copy(update={"count": count})
        pause = min(WINDOW * 2 ** min(count - free, DOUBLINGS), LONGEST)
        until = at + pause
        return self.model_copy(update={"count": count, "locked_until": until, "forget_after": until + WINDOW})

    def one_less(self) -> "Failures":
        """The last try was right after all: it locks nothing."""
        return self.model_copy(update={"count": max(self.count - 1, 0), "locked_until": None})


class Lockout:
    """Counts failures whether or not anybody has the name, so that the answer tells nothing."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def attempt(self, tried: Try, at: datetime) -> datetime | None:
        """Count a try before its password is looked at, so that many at once cannot outrun the lock.

        Answers when it may be tried again if any count is locked, and then counts nothing; None if the try may be made.
        """
        counted: list[str] = []
        for kind, key in tried.counts.items():
            if until := await self._count(kind, key, tried.name, at):
                await self._give_back(counted)
                return until
            counted.append(_hash(kind, key))
        return None

    async def locked(self, tried: Try, at: datetime) -> bool:
        """Whether the next such try would be refused."""
        for kind, key in tried.counts.items():
            body = await self._collection.get(_hash(kind, key))
            if body is not None and _locked(Failures.model_validate(body), at):
                return True
        return False

    async def succeeded(self, tried: Try) -> None:
        """The try was right: its own count is forgotten, and what it added to the shared ones is taken back."""
        own, *shared = [_hash(kind, key) for kind, key in tried.counts.items()]
        await self._collection.delete(own)
        await self._give_back(shared)

    async def take_back(self, tried: Try) -> None:
        """Nobody looked at the password: the try counts against nobody."""
        await self._give_back([_hash(kind, key) for kind, key in tried.counts.items()])

    async def unlock(self, name: str) -> None:
        """Forget the failures of a name, wherever they were made."""
        await self._collection.remove("name", _hash("name", _plain(name)))

    async def locked_names(self, at: datetime) -> frozenset[str]:
        """The hashes of the names that are locked somewhere; ``is_named`` tells whose they are."""
        found = await self._collection.later("locked_until", at.isoformat())
        return frozenset(str(body.get("name", "")) for body in found)

    @staticmethod
    def is_named(hashes: frozenset[str], name: str) -> bool:
        """Whether the name is among them."""
        return _hash("name", _plain(name)) in hashes

    async def forget_old(self, at: datetime) -> None:
        """Remove counts that no longer matter."""
        await self._collection.purge("forget_after", at.isoformat())

    async def _count(self, kind: str, key: str, name: str, at: datetime) -> datetime | None:
        until: datetime | None = None
        whose = "" if kind == "source" else _hash("name", _plain(name))
        fresh = Failures(count=0, first_at=at, forget_after=at + WINDOW, kind=kind, name=whose)

        def verb(body: Body | None) -> Body:
            nonlocal until
            known = fresh if body is None else Failures.model_validate(body)
            until = known.locked_until if _locked(known, at) else None
            return (known if until else known.one_more(at)).model_dump(mode="json")

        await self._collection.change(_hash(kind, key), verb)
        return until

    async def _give_back(self, keys: list[str]) -> None:
        for key in keys:

            def verb(body: Body | None) -> Body:
                if body is None:
                    raise _Forgotten
                return Failures.model_validate(body).one_less().model_dump(mode="json")

            with contextlib.suppress(_Forgotten):
                await self._collection.change(key, verb)


class _Forgotten(Exception):
    """The count is gone already."""


def _locked(known: Failures, at: datetime) -> bool:
    return known.locked_until is not None and known.locked_until > at


def _plain(name: str) -> str:
    return name.strip().casefold()


def _hash(kind: str, key: str) -> str:
    return hashlib.sha256(f"{kind}|{key}".encode()).hexdigest()
