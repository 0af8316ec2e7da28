"""WAV: plain samples, copied into a new file that has nothing else in it."""

import wave
from typing import BinaryIO

from shared.files.errors import FileBroken

_AT_ONCE = 1 << 16


def copy(source: BinaryIO, target: BinaryIO) -> float:
    """Copy the samples; says how many seconds they last. Raises FileBroken, or wave.Error for other codings."""
    with wave.open(source, "rb") as told, wave.open(target, "wb") as kept:
        kept.setparams(told.getparams())
        frames = 0
        while some := told.readframes(_AT_ONCE):
            kept.writeframesraw(some)
            frames += len(some) // (told.getnchannels() * told.getsampwidth())
        if frames < told.getnframes():
            raise FileBroken
        return frames / told.getframerate()
