"""Passwords are kept as argon2id hashes (RFC 9106, second recommended option) and checked off the event loop."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST = 12
_AT_ONCE = asyncio.Semaphore(2)
_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


async def hash_password(password: str) -> str:
    """The hash to keep. Two at a time, since each takes 64 MiB."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_hasher.hash, password)


async def matches(hashed: str | None, password: str) -> bool:
    """Whether the password is right. Without a hash (nobody has that name) it takes as long and is never right."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_verify, hashed or _NOBODY, password) and hashed is not None


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
