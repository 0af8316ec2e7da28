"""Check codes (校验码): ten characters that only the office's own secret can make for a number and its content."""

import hashlib
import hmac
import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are taken for other signs."""
LENGTH = 10
"""50 bits; they cannot be tried out, since only the service itself can say whether a code is right."""
_TAKEN_FOR = str.maketrans({"I": "1", "L": "1", "O": "0"})
_NOT_TYPED = re.compile(r"[^0-9A-Z]")
_NUMBER = re.compile(r"(\D+)(\d{4})-?(\d+)")


def content_hash(secret: bytes, content: bytes) -> str:
    """A fingerprint of what stands on a paper, which nobody without the secret can compare with guesses."""
    return hmac.new(secret, b"content\n" + content, hashlib.sha256).hexdigest()


def check_code(secret: bytes, number: str, fingerprint: str) -> str:
    """The code of this number on a paper with this content, such as ``7K2M9-QX4TD``."""
    bits = int.from_bytes(hmac.new(secret, f"code\n{number}\n{fingerprint}".encode(), hashlib.sha256).digest())
    signs = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))
    return f"{signs[:5]}-{signs[5:]}"


def same_code(typed: str, code: str) -> bool:
    """Whether a code as somebody typed it is this one: case, dashes and signs that look alike do not matter."""
    return hmac.compare_digest(_plain(typed), _plain(code))


def number_as_kept(typed: str) -> str:
    """A number as it is kept, from how somebody typed it: ``付 2026－1`` is ``付2026-0001``."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    found = _NUMBER.fullmatch(plain)
    return f"{found[1]}{found[2]}-{int(found[3]):04d}" if found else plain


def _plain(code: str) -> str:
    return _NOT_TYPED.sub("", unicodedata.normalize("NFKC", code).upper().translate(_TAKEN_FOR))
