"""Slows down guessing: five wrong passwords in fifteen minutes lock the user name, each further one for longer."""

import hashlib
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.gateway.collection import Body, Collection

FREE_TRIES = 5
WINDOW = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
DOUBLINGS = 7
"""More failures than this lock for longer than the longest pause."""


class Failures(BaseModel):
    """Wrong passwords given for one user name."""

    model_config = ConfigDict(frozen=True)

    count: int
    first_at: datetime
    locked_until: datetime | None = None
    forget_after: datetime

    def one_more(self, at: datetime) -> "Failures":
        """A further failure: it starts over after a quiet window, and locks from the fifth on, doubling to a day."""
        if at > self.forget_after:
            return Failures(count=1, first_at=at, forget_after=at + WINDOW)
        count = self.count + 1
        if count < FREE_TRIES:
            return self.model_copy(update={"count": count})
        pause = min(WINDOW * 2 ** min(count - FREE_TRIES, DOUBLINGS), LONGEST)
        return Failures(count=count, first_at=self.first_at, locked_until=at + pause, forget_after=at + pause + WINDOW)


class Lockout:
    """Counts failures by user name, whether or not anybody has that name, so that the answer tells nothing."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def attempt(self, name: str, at: datetime) -> datetime | None:
        """Count a try before its password is looked at, so that many at once cannot outrun the lock.

        Answers when the name opens again if it is locked, and then counts nothing; None if the try may be made.
        """
        until: datetime | None = None

        def verb(body: Body | None) -> Body:
            nonlocal until
            known = Failures(count=0, first_at=at, forget_after=at + WINDOW)
            if body is not None:
                known = Failures.model_validate(body)
            until = known.locked_until if known.locked_until and known.locked_until > at else None
            return (known if until else known.one_more(at)).model_dump(mode="json")

        await self._collection.change(_key(name), verb)
        return until

    async def succeeded(self, name: str) -> None:
        """Forget the failures of a name whose owner signed in or was given a new password."""
        await self._collection.delete(_key(name))

    async def forget_old(self, at: datetime) -> None:
        """Remove counts that no longer matter."""
        await self._collection.purge("forget_after", at.isoformat())


def _key(name: str) -> str:
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()
