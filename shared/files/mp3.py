"""MP3: the frames of sound are copied, and the tags before and behind them (ID3, APE) are left out."""

import shutil
from typing import BinaryIO

from shared.files.errors import FileBroken

_BITRATES = {
    (3, 3): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (3, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits per second by version (3: MPEG 1; 2 and 0: MPEG 2 and 2.5) and layer (3: I, 2: II, 1: III)."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LARGEST_FRAME = 2881
"""Bytes; what is left behind the last whole one, of a recording that was cut off, is left out."""
_FEWEST_FRAMES = 4
_ID3V1 = 128
_MOST_TAGS = 20


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """Copy the frames alone. Raises FileBroken where they do not follow each other from the beginning to the end."""
    end = source.seek(0, 2)
    begins, ends = _behind_id3(source), _before_tags(source, end)
    at, frames = begins, 0
    while (next_at := _next_frame(source, at, ends)) > at:
        at = next_at
        frames += 1
    if frames < _FEWEST_FRAMES:
        raise FileBroken
    source.seek(begins)
    shutil.copyfileobj(source, target, 1 << 16)
    target.truncate(at - begins)


def _next_frame(source: BinaryIO, at: int, ends: int) -> int:
    """Where the frame behind this one begins; this place, where no whole frame follows so close to the end."""
    source.seek(at)
    close = at + _LARGEST_FRAME >= ends
    try:
        behind = at + _frame_bytes(source.read(4))
    except FileBroken:
        if not close:
            raise
        return at
    return behind if behind <= ends else at


def _behind_id3(source: BinaryIO) -> int:
    """Where the sound begins: behind all ID3v2 tags (id3.org, ID3v2.4 section 3.1)."""
    at = 0
    for _ in range(_MOST_TAGS):
        source.seek(at)
        head = source.read(10)
        if len(head) < 10 or head[:3] != b"ID3":
            return at
        size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        at += 10 + size + (10 if head[5] & 0x10 else 0)
    raise FileBroken


def _before_tags(source: BinaryIO, end: int) -> int:
    """Where the sound ends: before an ID3v1 and an APE tag."""
    for _ in range(_MOST_TAGS):
        source.seek(max(0, end - _ID3V1))
        last = source.read(_ID3V1)
        if last[:3] == b"TAG" and len(last) == _ID3V1:
            end -= _ID3V1
        elif last[-32:-24] == b"APETAGEX":
            flags = int.from_bytes(last[-12:-8], "little")
            end -= int.from_bytes(last[-20:-16], "little") + (32 if flags & 0x80000000 else 0)
        else:
            return end
    raise FileBroken


def _frame_bytes(head: bytes) -> int:
    """How long the frame with this head is. Raises FileBroken."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        raise FileBroken
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate, padded = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    rates = _BITRATES.get((3 if version == 3 else 2, layer))
    if version not in _RATES or rates is None or rate == 3 or bitrate in (0, 15):
        raise FileBroken
    kilobits, hertz = rates[bitrate], _RATES[version][rate]
    if layer == 3:
        return (12 * kilobits * 1000 // hertz + padded) * 4
    return (72 if layer == 1 and version != 3 else 144) * kilobits * 1000 // hertz + padded
