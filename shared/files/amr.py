"""AMR, the format of older telephones' recorders (RFC 4867, section 5): frames of 20 ms behind a magic number."""

from typing import BinaryIO

from shared.files.errors import FileBroken

MAGIC = b"#!AMR\n"
_FRAME_BYTES = {0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0}
"""Bytes behind the head of a frame, by its type; others are for future use."""
FRAMES_PER_S = 50


def copy(source: BinaryIO, target: BinaryIO) -> float:
    """Copy the frames and nothing else; says how many seconds they last. Raises FileBroken."""
    if source.read(len(MAGIC)) != MAGIC:
        raise FileBroken
    target.write(MAGIC)
    frames = 0
    while head := source.read(1):
        size = _FRAME_BYTES.get(head[0] >> 3 & 0x0F)
        frame = source.read(size or 0)
        if size is None or len(frame) < size:
            raise FileBroken
        target.write(head + frame)
        frames += 1
    return frames / FRAMES_PER_S
