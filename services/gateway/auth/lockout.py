"""Guessing is slowed down: five wrong passwords in fifteen minutes lock the user name, each further one for longer."""

import hashlib
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.gateway.documents import Body, Documents

FREE_TRIES = 5
WINDOW = timedelta(minutes=15)
LONGEST = timedelta(hours=24)


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
        pause = min(WINDOW * 2 ** (count - FREE_TRIES), LONGEST)
        return Failures(count=count, first_at=self.first_at, locked_until=at + pause, forget_after=at + pause + WINDOW)


class Lockout:
    """Counts failures by user name, whether or not anybody has that name, so that the answer tells nothing."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    async def locked_until(self, name: str, at: datetime) -> datetime | None:
        """When the name opens again, or None if it is open."""
        body = await self._documents.get(_key(name))
        until = None if body is None else Failures.model_validate(body).locked_until
        return until if until and until > at else None

    async def failed(self, name: str, at: datetime) -> None:
        """Count a wrong password."""

        def verb(body: Body | None) -> Body:
            known = (
                Failures(count=0, first_at=at, forget_after=at + WINDOW)
                if body is None
                else Failures.model_validate(body)
            )
            return known.one_more(at).model_dump(mode="json")

        await self._documents.change(_key(name), verb)

    async def succeeded(self, name: str) -> None:
        """Forget the failures of a name whose owner came in."""
        await self._documents.delete(_key(name))

    async def forget_old(self, at: datetime) -> None:
        """Remove counts that no longer matter."""
        await self._documents.purge("forget_after", at.isoformat())


def _key(name: str) -> str:
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()
