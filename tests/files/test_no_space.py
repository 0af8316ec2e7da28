"""A disk that is full is told as that, and never as a damaged file: nobody throws a good photograph away for it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pytest

from shared.files import checking
from shared.files.checking import Checking
from shared.files.errors import FileBroken
from shared.kernel.files import FileKind
from tests.files import samples

SENT = {
    "jpeg": (FileKind.PICTURE, samples.a_picture()),
    "pdf": (FileKind.PAPER, samples.a_paper(2)),
    "wav": (FileKind.SOUND, samples.a_wav(20)),
}


@contextmanager
def _sent(content: bytes) -> Iterator[IO[bytes]]:
    with TemporaryFile() as source:
        source.write(content)
        source.flush()
        yield source


def _full() -> IO[bytes]:
    return Path("/dev/full").open("r+b", buffering=0)


@pytest.mark.parametrize("form", SENT)
async def test_no_space_for_the_copy_is_no_fault_of_the_file(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, content = SENT[form]
    monkeypatch.setattr(checking, "TemporaryFile", _full)
    with _sent(content) as source, pytest.raises(OSError, match="No space") as full:
        async with Checking().checked(source, kind, form):
            pass
    assert full.value.errno == errno.ENOSPC


async def test_a_damaged_file_is_still_one() -> None:
    with _sent(samples.a_picture()[:2000]) as source, pytest.raises(FileBroken):
        async with Checking().checked(source, FileKind.PICTURE, "jpeg"):
            pass
