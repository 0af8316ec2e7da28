"""Actor tokens: who asks, signed by the gateway for one minute and checked by every service."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from joserfc.jwk import OKPKey

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.web.actor import mint, read_key


class ActorTokens:
    """Mints tokens with the gateway's private Ed25519 key."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key

    @classmethod
    def from_file(cls, path: Path) -> "ActorTokens":
        """Read the PEM of the private key."""
        return cls(read_key(path))

    def mint(self, staff_id: str, roles: Iterable[str], at: datetime) -> str:
        """A token for one request; it carries no name."""
        return mint(self._key, Actor(staff_id, frozenset(roles)), at, new_id())
