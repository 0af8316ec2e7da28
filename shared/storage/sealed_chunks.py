"""Content in sealed pieces: AES-256-GCM with a key of its own, each piece bound to its file and to its place in it.

The content's key is sealed with the aggregate's data key (the vault), so that destroying that erases the content. A
piece that was changed, swapped with another, or moved to another file or place does not open.
"""

import os
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 256 * 1024
"""Bytes of content in one piece; the last one may have fewer."""
KEY_BYTES = 32
_NONCE_BYTES = 12
ADDED = _NONCE_BYTES + 16
"""Bytes that sealing adds to a piece: nonce and tag."""
THUMBNAIL = -1
"""The place of the thumbnail, which is no piece of the content."""


class ContentAltered(Exception):
    """A stored piece is not what was sealed: it was changed, moved, or belongs to another file."""


def new_key() -> bytes:
    """A key for one file's content."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def seal_piece(key: bytes, file_id: str, place: int, piece: bytes) -> bytes:
    """One piece of a file, sealed for this place alone."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, piece, _bound_to(file_id, place))


def open_piece(key: bytes, file_id: str, place: int, sealed: bytes) -> bytes:
    """The piece that was sealed for this place. Raises ContentAltered."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(file_id, place))
    except (InvalidTag, ValueError) as error:
        raise ContentAltered(f"piece {place} of file {file_id}") from error


def pieces(content: IO[bytes]) -> Iterator[bytes]:
    """The content from where it stands, piece by piece."""
    while piece := content.read(PIECE):
        yield piece


def _bound_to(file_id: str, place: int) -> bytes:
    return f"{file_id}/{place}".encode()
