"""Recordings: their length by a reader of the format, copied without what was written beside the sound."""

import shutil
from collections.abc import Callable
from typing import BinaryIO

from tinytag import TinyTag

from shared.files import amr, errors, mp3, mp4_boxes, ogg, wav
from shared.files.facts import Facts
from shared.files.limits import MOST_SECONDS
from shared.kernel.files import FileKind


def rewrite(source: BinaryIO, form: str, target: BinaryIO) -> Facts:
    """Copy the recording without its tags.

    Raises SoundTooLong, SoundIsFilm, FileBroken, and the readers' errors for one that is damaged.
    """
    seconds, media_type = _FORMS[form](source, target)
    if seconds > MOST_SECONDS:
        raise errors.SoundTooLong(minutes=MOST_SECONDS // 60)
    if seconds <= 0:
        raise errors.FileBroken
    return Facts(FileKind.SOUND, media_type, form, seconds=max(1, round(seconds)))


def _mp3(source: BinaryIO, target: BinaryIO) -> tuple[float, str]:
    mp3.copy(source, target)
    return _length(target), "audio/mpeg"


def _ogg(source: BinaryIO, target: BinaryIO) -> tuple[float, str]:
    ogg.copy(source, target)
    return _length(target), "audio/ogg"


def _m4a(source: BinaryIO, target: BinaryIO) -> tuple[float, str]:
    source.seek(0)
    shutil.copyfileobj(source, target, 1 << 16)
    mp4_boxes.silence(target)
    return _length(target), "audio/mp4"


def _wav(source: BinaryIO, target: BinaryIO) -> tuple[float, str]:
    return wav.copy(source, target), "audio/wav"


def _amr(source: BinaryIO, target: BinaryIO) -> tuple[float, str]:
    return amr.copy(source, target), "audio/amr"


def _length(copied: BinaryIO) -> float:
    copied.seek(0)
    return float(TinyTag.get(file_obj=copied, tags=False).duration or 0)


_FORMS: dict[str, Callable[[BinaryIO, BinaryIO], tuple[float, str]]] = {
    "mp3": _mp3,
    "ogg": _ogg,
    "m4a": _m4a,
    "wav": _wav,
    "amr": _amr,
}
