"""MP4 (ISO 14496-12): only what plays stays; the boxes in which telephones write place, time and names are made empty
where they stand, and so is any box that is not known.

They keep their size, so that what the others say of places in the file stays true.
"""

from collections.abc import Iterator
from typing import BinaryIO

from shared.files.errors import FileBroken, SoundIsFilm

_WITH_TIMES = (b"mvhd", b"tkhd", b"mdhd")
_AROUND = (b"moov", b"trak", b"mdia", b"moof", b"traf", b"minf")
_PLAYING = (
    *(b"ftyp", b"styp", b"sidx", b"mdat", b"mvex", b"iods", b"edts", b"tref", b"hdlr"),
    *(b"smhd", b"nmhd", b"dinf", b"stbl", b"mfhd", b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd"),
)
_HANDLER = 24
"""Bytes of a handler's box before the name that some program gave it."""
_BRANDS_END = 64
"""Bytes of the first box: a brand and the few that it goes with, four letters each."""
_MOST_BOXES = 10_000


def silence(file: BinaryIO) -> None:
    """Empty what tells of the recording. Raises SoundIsFilm for one with pictures, FileBroken for one cut off."""
    end = file.seek(0, 2)
    left = _MOST_BOXES
    waiting = [(0, end)]
    while waiting:
        for at, kind, begins, ends in _boxes(file, *waiting.pop()):
            left -= 1
            if left < 0:
                raise FileBroken
            if kind == b"ftyp" and ends > _BRANDS_END:
                raise FileBroken
            if kind in _AROUND:
                waiting.append((begins, ends))
            else:
                _silence_box(file, at, kind, begins, ends)


def _silence_box(file: BinaryIO, at: int, kind: bytes, begins: int, ends: int) -> None:
    if kind == b"hdlr":
        file.seek(begins + 8)
        if file.read(4) == b"vide":
            raise SoundIsFilm
        _blank(file, begins + _HANDLER, ends)
    if kind not in (*_PLAYING, *_WITH_TIMES):
        _blank(file, begins, ends)
        file.seek(at + 4)
        file.write(b"free")
    if kind in _WITH_TIMES:
        file.seek(begins)
        wide = file.read(1) == b"\1"
        _blank(file, begins + 4, begins + (20 if wide else 12))


def _blank(file: BinaryIO, begins: int, ends: int) -> None:
    file.seek(begins)
    while begins < ends:
        begins += file.write(bytes(min(1 << 16, ends - begins)))


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[int, bytes, int, int]]:
    """The boxes between two places: where, of which kind, and where the content begins and ends. Raises FileBroken."""
    while at < end:
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            raise FileBroken
        size, kind, begins = int.from_bytes(head[:4], "big"), head[4:], at + 8
        if size == 1:
            size, begins = int.from_bytes(file.read(8), "big"), at + 16
        size = size or end - at
        if size < begins - at or at + size > end:
            raise FileBroken
        yield at, kind, begins, at + size
        at += size
