"""The blind index: search keys become keyed hashes, so that the stored tokens tell nothing without the key file."""

import hmac
from base64 import urlsafe_b64encode

from services.rescue.domain.search_keys import Key
from shared.storage.master_keys import SEARCH

PURPOSE = SEARCH
"""What the index key is made for."""

_BYTES = 12


class HmacBlindIndex:
    """HMAC-SHA256 (RFC 2104) of kind and text, cut to 96 bits.

    With the key ``before`` it finds what was written before the key was rotated, and is not written anew yet.
    """

    def __init__(self, key: bytes, *before: bytes) -> None:
        self._keys = (key, *before)

    @property
    def mark(self) -> str:
        """Tells by which key tokens were made, and nothing of the key."""
        return _hashed(self._keys[0], b"which key")

    def token(self, key: Key) -> str:
        """The token of the key: 16 URL-safe characters."""
        return _hashed(self._keys[0], f"{key.kind}\x1f{key.text}".encode())

    def tokens(self, key: Key) -> list[str]:
        """All tokens by which the key may stand in the index, the present one first."""
        return [_hashed(one, f"{key.kind}\x1f{key.text}".encode()) for one in self._keys]


def _hashed(key: bytes, told: bytes) -> str:
    return urlsafe_b64encode(hmac.digest(key, told, "sha256")[:_BYTES]).decode()
