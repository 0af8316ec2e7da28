"""One-time codes that people type or scan: 78 random bits, kept as a hash alone."""

import hashlib
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKLMNPQRTUVWXY"
"""Without 0, 1, I, O, S and Z, which are taken for others: a code is read aloud and copied by hand."""
GROUPS, EACH = 4, 4
LONGEST = 64


def new_code() -> str:
    """A fresh code, in four groups."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(EACH)) for _ in range(GROUPS))


def in_ascii(text: str) -> str:
    """What a Chinese keyboard writes in full width, as the letters and digits that are meant."""
    return unicodedata.normalize("NFKC", text[:LONGEST])


def hash_of(code: str, whose: str = "") -> str:
    """What is kept of a code; spaces, hyphens, small and wide letters make no difference to it."""
    plain = "".join(one for one in in_ascii(code).upper() if one.isalnum())
    return hashlib.sha256(f"{whose}|{plain}".encode()).hexdigest()
