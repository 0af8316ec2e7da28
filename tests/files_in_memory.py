"""Files in memory: what was uploaded to which aggregate, for tests of commands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from shared.files.errors import FileNotThere
from shared.kernel.cause import Actor
from shared.kernel.files import FileKind, FileRef

UPLOADED = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class FilesInMemory:
    """Uploaded files by owner and use; ``kept`` are those that commands have taken."""

    def __init__(self) -> None:
        self._uploaded: dict[tuple[str, str, str], FileRef] = {}
        self.kept: list[str] = []
        self.erased: list[str] = []

    def upload(
        self, owner: str, use: str, file_id: str = "file-1", kind: FileKind = FileKind.PICTURE, by: str = "wang"
    ) -> FileRef:
        """Have this file as a draft."""
        ref = FileRef(file_id, kind, 1000, by, UPLOADED, width=40, height=30)
        self._uploaded[owner, use, file_id] = ref
        return ref

    async def taken(self, owner: str, use: str, file_ids: Sequence[str], actor: Actor) -> tuple[FileRef, ...]:
        """What was uploaded, each once."""
        found = [self._uploaded.get((owner, use, one)) for one in dict.fromkeys(file_ids)]
        if any(one is None for one in found):
            raise FileNotThere
        return tuple(one for one in found if one is not None)

    async def keep(self, owner: str, refs: Sequence[FileRef]) -> None:
        """Note them."""
        self.kept += [ref.id for ref in refs]

    async def remove(self, owner: str, file_id: str) -> None:
        """Forget one."""
        self._uploaded = {key: ref for key, ref in self._uploaded.items() if key[2] != file_id}

    async def erase(self, owner: str) -> int:
        """Forget all of one owner."""
        self.erased.append(owner)
        return 0
