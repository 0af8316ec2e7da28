"""Passwords are kept as argon2id hashes (RFC 9106, second recommended option) and checked off the event loop."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from shared.kernel.errors import Unavailable

SHORTEST = 12
AT_ONCE = 2
WAITING = 30
"""So many may wait for their turn; that takes some seconds. Whoever comes then is told to try again."""
_turns = asyncio.Semaphore(AT_ONCE)
_waiting = 0
_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


class TooManyWaiting(Unavailable):
    """More people sign in at once than passwords can be checked; nothing was counted against anybody."""

    slug = "too-many-signing-in"
    zh, en = (
        "现在同时登录的人太多，请过半分钟再试。",
        "Too many people are signing in at once. Please try again in half a minute.",
    )


async def hash_password(password: str) -> str:
    """The hash to keep. Two at a time, since each takes 64 MiB. Raises TooManyWaiting."""
    async with _turn():
        return await asyncio.to_thread(_hasher.hash, _normal(password))


async def matches(hashed: str | None, password: str) -> bool:
    """Whether the password is right. Without a hash (nobody has that name) it takes as long and is never right.

    Raises TooManyWaiting.
    """
    async with _turn():
        right = await asyncio.to_thread(_verify, hashed or _NOBODY, _normal(password))
        if not right and hashed and password != _normal(password):
            right = await asyncio.to_thread(_verify, hashed, password)
        return right and bool(hashed)


@asynccontextmanager
async def _turn() -> AsyncIterator[None]:
    global _waiting
    if _waiting >= WAITING:
        raise TooManyWaiting
    _waiting += 1
    try:
        async with _turns:
            yield
    finally:
        _waiting -= 1


def _normal(password: str) -> str:
    """The same characters however a keyboard composes them (NFKC); hashes from before were made without."""
    return unicodedata.normalize("NFKC", password)


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError, UnicodeError):
        return False
