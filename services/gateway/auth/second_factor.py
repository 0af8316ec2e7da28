"""The second step of signing in: a code of six digits that an app makes from a shared secret and the time (RFC 6238).

The secret is sealed at rest. A code counts once, one step early or late at most; ten recovery codes, kept as hashes,
each work once where the phone is not at hand.
"""

import hmac
from collections.abc import Callable
from datetime import datetime

import pyotp
from pydantic import BaseModel, ConfigDict

from services.gateway.auth.codes import hash_of, in_ascii, new_code
from services.gateway.auth.sealing import Sealing
from services.gateway.collection import Body, Collection

STEP_S = 30
SKEW = (0, -1, 1)
"""The steps that count: now, and one to either side for clocks that differ."""
RECOVERY_CODES = 10
ISSUER = "同心"


class SecondFactor(BaseModel):
    """One person's second step. Without ``enrolled_at`` nobody has shown yet that the app has the secret."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    sealed: str
    enrolled_at: datetime | None = None
    last_step: int = 0
    """The step of the last code that counted: it and those before count no more."""
    begun_in: str = ""
    """The session whose page shows the secret while it is being set up."""
    recovery: tuple[str, ...] = ()
    """Hashes of the recovery codes that are left."""


class SecondFactors:
    """Keeps the second steps of all people."""

    def __init__(self, collection: Collection, sealing: Sealing) -> None:
        self._collection = collection
        self._sealing = sealing

    async def of(self, staff_id: str) -> SecondFactor | None:
        """The second step of a person who has set one up, or None."""
        known = _of(await self._collection.get(staff_id))
        return known if known and known.enrolled_at else None

    async def enrolled(self) -> frozenset[str]:
        """The user names of all who have set one up."""
        found = [_of(body) for body in await self._collection.every()]
        return frozenset(one.id for one in found if one and one.enrolled_at)

    async def begin(self, staff_id: str, session_id: str) -> str:
        """The secret to put into an app; the same within a session until it is confirmed, so that a page may be opened
        again. Another session gets another: who once looked at the page does not know the secret of who comes later.

        Raises AlreadySetUp: a page that was opened before, or a wrong code sent from one, undoes nothing.
        """
        fresh = self._sealing.seal_text(pyotp.random_base32())

        def verb(body: Body | None) -> Body:
            known = _of(body)
            if known and known.enrolled_at:
                raise AlreadySetUp
            ours = known and known.begun_in == session_id and self._sealing.unseal_text(known.sealed)
            kept = known if known and ours else SecondFactor(id=staff_id, sealed=fresh, begun_in=session_id)
            return kept.model_dump(mode="json")

        begun = SecondFactor.model_validate(await self._collection.change(staff_id, verb))
        return self._sealing.unseal_text(begun.sealed) or ""

    async def confirm(self, staff_id: str, code: str, at: datetime) -> list[str] | None:
        """The person's app made this code: set it up and answer the recovery codes. None when it is not right."""
        codes = [new_code() for _ in range(RECOVERY_CODES)]

        def verb(body: Body | None) -> Body:
            known = _of(body)
            step = self._step(known, code, at) if known and not known.enrolled_at else None
            if known is None or step is None:
                raise _NotRight
            return _with(known, enrolled_at=at, last_step=step, recovery=_hashes(codes, staff_id))

        return codes if await self._changed(staff_id, verb) else None

    async def accepts(self, staff_id: str, code: str, at: datetime) -> str | None:
        """Take a code: ``app``, or ``recovery`` for one of those; None when it is not right or was used before."""
        kind = ""

        def verb(body: Body | None) -> Body:
            nonlocal kind
            known = _of(body)
            if known is None or known.enrolled_at is None:
                raise _NotRight
            if (step := self._step(known, code, at)) is not None:
                kind = "app"
                return _with(known, last_step=step)
            given = hash_of(code, staff_id)
            if given not in known.recovery:
                raise _NotRight
            kind = "recovery"
            return _with(known, recovery=tuple(one for one in known.recovery if one != given))

        return kind if await self._changed(staff_id, verb) else None

    async def renew_recovery(self, staff_id: str) -> list[str]:
        """Ten new recovery codes in place of those that are left. Raises KeyError where nothing is set up."""
        codes = [new_code() for _ in range(RECOVERY_CODES)]

        def verb(body: Body | None) -> Body:
            known = _of(body)
            if known is None or known.enrolled_at is None:
                raise KeyError(staff_id)
            return _with(known, recovery=_hashes(codes, staff_id))

        await self._collection.change(staff_id, verb)
        return codes

    async def remove(self, staff_id: str) -> None:
        """Forget it: the person sets it up anew, where the roles ask for it at the next sign-in."""
        await self._collection.delete(staff_id)

    def _step(self, known: SecondFactor, code: str, at: datetime) -> int | None:
        """The step that the code was made for, unless that one has counted already."""
        secret = self._sealing.unseal_text(known.sealed)
        digits = "".join(in_ascii(code).split())
        if secret is None or not digits.isascii() or not digits.isdigit():
            return None
        now, made = int(at.timestamp()) // STEP_S, pyotp.HOTP(secret)
        steps = [now + skew for skew in SKEW]
        return next((one for one in steps if one > known.last_step and hmac.compare_digest(made.at(one), digits)), None)

    async def _changed(self, staff_id: str, verb: Callable[[Body | None], Body]) -> bool:
        try:
            await self._collection.change(staff_id, verb)
        except _NotRight:
            return False
        return True


def address_for_app(secret: str, staff_id: str) -> str:
    """What the QR code holds: an ``otpauth://`` address that names the office's system and the user name."""
    return pyotp.TOTP(secret).provisioning_uri(name=staff_id, issuer_name=ISSUER)


class AlreadySetUp(Exception):
    """The person has a second step already; it is given up first, with a code of its own."""


class _NotRight(Exception):
    """The code is not right; nothing is changed."""


def _of(body: Body | None) -> SecondFactor | None:
    return None if body is None else SecondFactor.model_validate(body)


def _with(known: SecondFactor, **changes: object) -> Body:
    return known.model_copy(update=changes).model_dump(mode="json")


def _hashes(codes: list[str], staff_id: str) -> tuple[str, ...]:
    return tuple(hash_of(code, staff_id) for code in codes)
