"""Actor tokens: who asks, signed by the gateway for one minute and checked by every service (EdDSA, RFC 8037)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import OKPKey

from shared.kernel.ids import new_id

AUDIENCE = "tongxin"
LIFETIME = timedelta(seconds=60)


class ActorTokens:
    """Mints tokens with the gateway's private Ed25519 key."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key

    @classmethod
    def from_file(cls, path: Path) -> "ActorTokens":
        """Read the PEM of the private key."""
        return cls(OKPKey.import_key(path.read_bytes()))

    def mint(self, staff_id: str, roles: Iterable[str], at: datetime) -> str:
        """A token for one request: claims sub, roles, aud, iat, exp, jti; no name."""
        claims = {
            "sub": staff_id,
            "roles": sorted(roles),
            "aud": AUDIENCE,
            "iat": int(at.timestamp()),
            "exp": int((at + LIFETIME).timestamp()),
            "jti": new_id(),
        }
        return jwt.encode({"alg": "EdDSA"}, claims, self._key, algorithms=["EdDSA"])
