"""Sessions: a random token in a cookie, its hash and the rest in the gateway's database."""

import contextlib
import hashlib
import secrets
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.gateway.collection import Body, Collection

LONGEST = timedelta(hours=12)
WRITTEN_AGAIN = timedelta(minutes=1)
REMEMBERED = timedelta(hours=12)


class Session(BaseModel):
    """One signed-in browser. ``id`` is the SHA-256 of the cookie's token, so that the database alone opens nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    staff_id: str
    csrf_token: str
    started_at: datetime
    expires_at: datetime
    notice: str | None = None
    """A sentence (msgid) to show once on the next page."""

    @property
    def ends_at_latest(self) -> datetime:
        """When it ends in any case, clicks or not."""
        return self.started_at + LONGEST

    @property
    def is_final(self) -> bool:
        """Whether no click can make it last longer."""
        return self.ends_at_latest - self.expires_at < WRITTEN_AGAIN


class Sessions:
    """Opens, finds, extends and ends sessions; each ends after ``idle`` without a click, and after twelve hours."""

    def __init__(self, collection: Collection, idle: timedelta) -> None:
        self._collection = collection
        self._idle = idle

    async def open(self, staff_id: str, at: datetime) -> tuple[str, Session]:
        """Start a session; the token goes into the cookie and is not kept."""
        token = secrets.token_urlsafe(32)
        session = Session(
            id=_hash(token),
            staff_id=staff_id,
            csrf_token=secrets.token_urlsafe(24),
            started_at=at,
            expires_at=at + self._idle,
        )
        await self._collection.change(session.id, lambda _: session.model_dump(mode="json"))
        return token, session

    async def find(self, token: str | None, at: datetime) -> Session | None:
        """The running session of this token, or None."""
        body = await self._collection.get(_hash(token)) if token else None
        session = None if body is None else Session.model_validate(body)
        return session if session and session.expires_at > at else None

    async def ended(self, token: str | None, at: datetime) -> Session | None:
        """The session of this token if it ran out within the last half day; tells whose form came too late."""
        body = await self._collection.get(_hash(token)) if token else None
        session = None if body is None else Session.model_validate(body)
        return session if session and session.expires_at <= at < session.expires_at + REMEMBERED else None

    async def extend(self, session: Session, at: datetime) -> Session:
        """Count idle time from now. Written at most once a minute."""
        ends = min(at + self._idle, session.ends_at_latest)
        if ends - session.expires_at < WRITTEN_AGAIN:
            return session
        return await self._change(session.model_copy(update={"expires_at": ends}))

    async def tell(self, session: Session, notice: str | None) -> Session:
        """Keep a sentence for the next page, or clear it."""
        return await self._change(session.model_copy(update={"notice": notice}))

    async def end(self, session: Session) -> None:
        """Sign out."""
        await self._collection.delete(session.id)

    async def end_all(self, staff_id: str) -> int:
        """End every session of a member of staff; answer how many there were."""
        return await self._collection.remove("staff_id", staff_id)

    async def forget_old(self, at: datetime) -> None:
        """Remove sessions that ran out so long ago that no form of theirs can still come."""
        await self._collection.purge("expires_at", (at - REMEMBERED).isoformat())

    async def _change(self, session: Session) -> Session:
        def verb(body: Body | None) -> Body:
            if body is None:
                raise SessionEnded
            return session.model_dump(mode="json")

        with contextlib.suppress(SessionEnded):
            await self._collection.change(session.id, verb)
        return session


class SessionEnded(Exception):
    """The session was ended by a parallel request; it must not come back."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
