"""Identifiers: time-ordered for new things, derived for things that must come out the same twice."""

import os
import time
from uuid import UUID, uuid5

_NAMESPACE = UUID("6b0c5e6e-6f8e-5d0a-9d5f-7a3c1d2e4f60")


def new_id() -> str:
    """A fresh UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    value &= ~(0xF << 76) & ~(0x3 << 62)
    return str(UUID(int=value | 0x7 << 76 | 0x2 << 62))


def derived_id(*parts: str) -> str:
    """The same UUID (version 5) for the same parts, so that a repeated creation meets its own duplicate key."""
    return str(uuid5(_NAMESPACE, "|".join(parts)))
