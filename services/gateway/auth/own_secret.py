"""The gateway's own secret, of which come the keys of its cookies, links and sealed texts."""

import hashlib
from pathlib import Path


def secret_beside(private_key: Path) -> Path:
    """Where the secret is kept once the key that signs actor tokens was changed: beside that key."""
    return private_key.with_name("gateway.secret")


def own_secret(private_key: Path) -> bytes:
    """The secret that is kept, or the one that comes from the key while it is the first one. Raises OSError."""
    kept = secret_beside(private_key)
    return kept.read_bytes() if kept.exists() else hashlib.sha256(b"forms" + private_key.read_bytes()).digest()
