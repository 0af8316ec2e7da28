"""OGG (RFC 3533): Opus and Vorbis; the comments in the second packet are emptied where they stand.

Their pages keep their lengths, so that no other page changes; the sums of the changed pages are reckoned anew.
"""

import shutil
from dataclasses import dataclass
from typing import BinaryIO

from shared.files.errors import FileBroken

_HEADS = {b"OpusHead": b"OpusTags", b"\x01vorbis": b"\x03vorbis"}
_POLYNOMIAL = 0x04C11DB7
_MOST_PAGES_OF_TAGS = 400


@dataclass(frozen=True)
class _Page:
    at: int
    head: bytes
    body: bytes

    @property
    def laces(self) -> bytes:
        return self.head[27:]


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """Copy the sound without its comments. Raises FileBroken for other codings, and for one that is damaged."""
    source.seek(0)
    first = _page(source)
    tags = next((tags for head, tags in _HEADS.items() if first.body.startswith(head)), None)
    if tags is None:
        raise FileBroken
    source.seek(0)
    shutil.copyfileobj(source, target, 1 << 16)
    target.seek(len(first.head) + len(first.body))
    empty = tags + bytes(8) + (b"\x01" if tags.endswith(b"vorbis") else b"")
    for number in range(_MOST_PAGES_OF_TAGS):
        page = _page(target)
        length, ended = _of_first_packet(page.laces)
        if number == 0 and not page.body.startswith(tags):
            raise FileBroken
        blank = empty[:length].ljust(length, b"\0")
        _write(target, page, blank + page.body[length:])
        empty = empty[length:]
        if ended:
            if empty:
                raise FileBroken
            return _require_pages(target)
    raise FileBroken


def _require_pages(file: BinaryIO) -> None:
    """Nothing but pages follows. Raises FileBroken."""
    end = file.seek(0, 2)
    file.seek(0)
    while file.tell() < end:
        _page(file)


def _of_first_packet(laces: bytes) -> tuple[int, bool]:
    """How many bytes of the page belong to the packet that it begins with, and whether that ends here."""
    length = 0
    for lace in laces:
        length += lace
        if lace < 255:
            return length, True
    return length, False


def _page(file: BinaryIO) -> _Page:
    at = file.tell()
    head = file.read(27)
    if len(head) < 27 or head[:5] != b"OggS\0":
        raise FileBroken
    head += file.read(head[26])
    body = file.read(sum(head[27:]))
    if len(head) < 27 + head[26] or len(body) < sum(head[27:]):
        raise FileBroken
    return _Page(at, head, body)


def _write(file: BinaryIO, page: _Page, body: bytes) -> None:
    whole = page.head[:22] + bytes(4) + page.head[26:] + body
    file.seek(page.at)
    file.write(whole[:22] + _sum(whole).to_bytes(4, "little") + whole[26:])


def _table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ (_POLYNOMIAL if value & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(value)
    return table


_TABLE = _table()


def _sum(page: bytes) -> int:
    """The sum of a page (RFC 3533, section 6, field 7)."""
    total = 0
    for byte in page:
        total = (total << 8 ^ _TABLE[(total >> 24 ^ byte) & 255]) & 0xFFFFFFFF
    return total
