"""The subjects that have something unfinished: known in memory, so that no query is needed per message."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from shared.messaging.unfinished import Unfinished


class BlockedSubjects:
    """The active consumer's knowledge of which subjects must wait.

    A stale *blocked* subject is harmless: its messages are kept behind and redriven in order. A stale *free* one would
    break order, so a refresh never frees a subject that is being kept, or was kept after the refresh began to read.
    """

    def __init__(self, unfinished: Unfinished) -> None:
        self._unfinished = unfinished
        self._touched: dict[str, int] = {}
        self._count = 0
        self._known = False
        self._loading = asyncio.Lock()

    def forget(self) -> None:
        """A new session begins, perhaps after another replica was active: the subjects must be read again."""
        self._known = False

    async def load(self) -> None:
        """Read the subjects once, before the first delivery of a session."""
        async with self._loading:
            if not self._known:
                await self.refresh()
                self._known = True

    @contextmanager
    def keeping(self, subject: str) -> Iterator[None]:
        """Wraps the write that stores a message of this subject; a refresh meanwhile may not have read it yet."""
        self._touch(subject)
        try:
            yield
        finally:
            self._touch(subject)

    def _touch(self, subject: str) -> None:
        self._count += 1
        self._touched[subject] = self._count

    def __contains__(self, subject: str) -> bool:
        return subject in self._touched

    async def refresh(self) -> None:
        """Read which subjects are blocked, and free those that no longer are."""
        before = self._count
        stored = await self._unfinished.subjects()
        for subject in [s for s, touched in self._touched.items() if touched <= before and s not in stored]:
            del self._touched[subject]
        for subject in stored:
            self._touched.setdefault(subject, before)
