"""The blind index: search keys become keyed hashes, so that the stored tokens tell nothing without the key file."""

import hmac
from base64 import urlsafe_b64encode

from services.rescue.domain.search_keys import Key

PURPOSE = "rescue.search.v1"
"""What the index key is derived for (HKDF); a new version means that all views must be written again."""

_BYTES = 12


class HmacBlindIndex:
    """HMAC-SHA256 (RFC 2104) of kind and text, cut to 96 bits."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, key: Key) -> str:
        """The token of the key: 16 URL-safe characters."""
        digest = hmac.digest(self._key, f"{key.kind}\x1f{key.text}".encode(), "sha256")
        return urlsafe_b64encode(digest[:_BYTES]).decode()
