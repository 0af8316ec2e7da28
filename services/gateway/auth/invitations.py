"""Invitations: a one-time code by which a person chooses the password of an account. Kept as its hash, for a week."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.gateway.auth.codes import hash_of, new_code
from services.gateway.collection import Body, Collection

VALID_FOR = timedelta(days=7)


class Invitation(BaseModel):
    """One invitation that nobody has used yet. ``id`` is the hash of its code."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    staff_id: str
    made_by: str
    made_at: datetime
    expires_at: datetime


class Invitations:
    """At most one for each account: a new one takes the place of the one before."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def make(self, staff_id: str, made_by: str, at: datetime) -> str:
        """The code of a new invitation; it is told once and kept nowhere."""
        await self.revoke(staff_id)
        code = new_code()
        made = Invitation(id=hash_of(code), staff_id=staff_id, made_by=made_by, made_at=at, expires_at=at + VALID_FOR)
        await self._collection.change(made.id, lambda _: made.model_dump(mode="json"))
        return code

    async def find(self, code: str, at: datetime) -> Invitation | None:
        """The invitation of this code while it is valid."""
        return _valid(await self._collection.get(hash_of(code)), at)

    async def take(self, code: str, at: datetime) -> Invitation | None:
        """Use it up; of several who try at once exactly one is answered with it."""
        return _valid(await self._collection.take(hash_of(code)), at)

    async def of(self, staff_id: str) -> Invitation | None:
        """The invitation that waits for this person, also one that has run out."""
        found = await self._collection.where("staff_id", staff_id)
        return Invitation.model_validate(found[0]) if found else None

    async def revoke(self, staff_id: str) -> bool:
        """Let no invitation of this person be used any more; whether there was one."""
        return await self._collection.remove("staff_id", staff_id) > 0

    async def forget_old(self, at: datetime) -> None:
        """Remove those that ran out more than a month ago; until then their account says that they did."""
        await self._collection.purge("expires_at", (at - timedelta(days=31)).isoformat())


def _valid(body: Body | None, at: datetime) -> Invitation | None:
    found = None if body is None else Invitation.model_validate(body)
    return found if found and found.expires_at > at else None
