"""Actor tokens: who asks, signed by the gateway for one minute and checked by every service."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from joserfc.jwk import OKPKey

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.scope import Scope
from shared.web.actor import mint, read_key


class ActorTokens:
    """Mints tokens with the gateway's private Ed25519 key."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key

    @classmethod
    def from_file(cls, path: Path) -> "ActorTokens":
        """Read the PEM of the private key. Raises OSError or ValueError, also for a public key, which signs nothing."""
        key = read_key(path)
        if not key.is_private:
            raise ValueError(f"{path} holds the public half; tokens are signed with the private one")
        return cls(key)

    def mint(self, service: str, staff_id: str, roles: Iterable[str], at: datetime, scope: Scope | None = None) -> str:
        """A token for one request to one service; it carries no name."""
        return mint(self._key, Actor(staff_id, frozenset(roles), scope), at, new_id(), service)
