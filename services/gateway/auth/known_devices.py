"""Devices on which somebody has signed in before: strangers' guesses elsewhere do not keep their owner out there.

A browser holds a random mark for each of the last few people who signed in with it, and a seal that only the gateway
can make over mark and user name. It names nobody and opens nothing: the password is asked for as everywhere.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

SHARED_BY = 6
"""So many people are remembered at a shared desk."""
REMEMBERED_S = 180 * 24 * 3600


@dataclass(frozen=True)
class KnownDevices:
    """Makes and checks what the browser holds."""

    secret: bytes

    def mark_of(self, held: str | None, staff_id: str) -> str:
        """The mark by which this browser is known for that person; empty when it is not."""
        for mark, seal in _pairs(held):
            if hmac.compare_digest(seal, self._seal(mark, staff_id)):
                return mark
        return ""

    def with_person(self, held: str | None, staff_id: str) -> str:
        """What the browser shall hold after this person has signed in, the latest first."""
        mark = self.mark_of(held, staff_id) or secrets.token_urlsafe(12)
        own = (mark, self._seal(mark, staff_id))
        pairs = [own, *(pair for pair in _pairs(held) if pair != own)][:SHARED_BY]
        return "~".join(".".join(pair) for pair in pairs)

    def _seal(self, mark: str, staff_id: str) -> str:
        return hmac.new(self.secret, f"known|{mark}|{staff_id}".encode(), hashlib.sha256).hexdigest()[:32]


def _pairs(held: str | None) -> list[tuple[str, str]]:
    parts = [part.partition(".") for part in (held or "").split("~")[:SHARED_BY]]
    return [(mark, seal) for mark, dot, seal in parts if dot and mark and seal.isascii()]
