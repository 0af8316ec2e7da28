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
HALFWAY = timedelta(minutes=10)
"""So long a sign-in waits for its second step."""


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
    place: str = ""
    """The shortened address that it was opened from."""
    waits: str = ""
    """What is still to be shown before it opens anything: ``code`` or ``enrolment`` of the second step."""

    was_ended: bool = False
    """By an administrator, or by another password: it opens nothing more, and still tells whose form comes late."""

    @property
    def ends_at_latest(self) -> datetime:
        """When it ends in any case, clicks or not."""
        return self.started_at + LONGEST

    def runs(self, at: datetime) -> bool:
        """Whether it opens anything at that time."""
        return not self.was_ended and at < self.expires_at

    @property
    def is_final(self) -> bool:
        """Whether no click can make it last longer."""
        return self.ends_at_latest - self.expires_at < WRITTEN_AGAIN


class Sessions:
    """Opens, finds, extends and ends sessions; each ends after ``idle`` without a click, and after twelve hours."""

    def __init__(self, collection: Collection, idle: timedelta) -> None:
        self._collection = collection
        self._idle = idle

    async def open(self, staff_id: str, at: datetime, *, place: str = "", waits: str = "") -> tuple[str, Session]:
        """Start a session; the token goes into the cookie and is not kept."""
        token = secrets.token_urlsafe(32)
        session = Session(
            id=_hash(token),
            staff_id=staff_id,
            csrf_token=secrets.token_urlsafe(24),
            started_at=at,
            expires_at=at + (HALFWAY if waits else self._idle),
            place=place,
            waits=waits,
        )
        await self._collection.change(session.id, lambda _: session.model_dump(mode="json"))
        return token, session

    async def find(self, token: str | None, at: datetime) -> Session | None:
        """The running session of this token, or None."""
        body = await self._collection.get(_hash(token)) if token else None
        session = None if body is None else Session.model_validate(body)
        return session if session and session.runs(at) else None

    async def ended(self, token: str | None, at: datetime) -> Session | None:
        """The session of this token if it ended within the last half day; tells whose form came too late."""
        body = await self._collection.get(_hash(token)) if token else None
        session = None if body is None else Session.model_validate(body)
        return session if session and not session.runs(at) and at < session.expires_at + REMEMBERED else None

    async def extend(self, session: Session, at: datetime) -> Session:
        """Count idle time from now. Written at most once a minute; what waits for a second step is not extended."""
        if session.waits:
            return session
        ends = min(at + self._idle, session.ends_at_latest)
        if ends - session.expires_at < WRITTEN_AGAIN:
            return session
        return await self._change(session.model_copy(update={"expires_at": ends}))

    async def tell(self, session: Session, notice: str | None) -> Session:
        """Keep a sentence for the next page, or clear it."""
        return await self._change(session.model_copy(update={"notice": notice}))

    async def running(self, staff_id: str, at: datetime) -> list[Session]:
        """The open sessions of a member of staff, the latest first."""
        found = [Session.model_validate(body) for body in await self._collection.where("staff_id", staff_id)]
        return sorted((one for one in found if one.runs(at)), key=lambda one: one.started_at, reverse=True)

    async def end(self, session: Session) -> None:
        """Sign out."""
        await self._collection.delete(session.id)

    async def end_all(self, staff_id: str) -> int:
        """End every session of a member of staff; answer how many there were. What was typed can be handed back."""
        ended = 0
        for body in await self._collection.where("staff_id", staff_id):
            with contextlib.suppress(SessionEnded):
                await self._collection.change(str(body["id"]), lambda now: {**_going_on(now), "was_ended": True})
                ended += 1
        return ended

    async def forget_old(self, at: datetime) -> None:
        """Remove sessions that ran out so long ago that no form of theirs can still come."""
        await self._collection.purge("expires_at", (at - REMEMBERED).isoformat())

    async def _change(self, session: Session) -> Session:
        def verb(body: Body | None) -> Body:
            _going_on(body)
            return session.model_dump(mode="json")

        with contextlib.suppress(SessionEnded):
            await self._collection.change(session.id, verb)
        return session


class SessionEnded(Exception):
    """The session was ended by a parallel request; it must not come back."""


def _going_on(body: Body | None) -> Body:
    """What is kept of a session. Raises SessionEnded for one that was."""
    if body is None or body.get("was_ended"):
        raise SessionEnded
    return body


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
