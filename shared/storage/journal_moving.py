"""Moving entries from the documents that they were written into to the journal, many at a time."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from shared.background import Background
from shared.kernel.errors import Unavailable
from shared.storage.appending import Pulls, append
from shared.storage.journal import JOURNAL, Entry
from shared.storage.mongo import Database, reaching_storage

EVERY_S = 1.0
"""How long entries are gathered: readers find them in their documents meanwhile, and a busy document is pulled once."""

log = structlog.get_logger()


class JournalMover(Background):
    """Takes offers at any time and moves them every second. What it does not come to is found by the sweep."""

    def __init__(self, database: Database) -> None:
        super().__init__(self._run_always, "journal")
        self._database = database
        self._entries: dict[str, Entry] = {}

    def offer(self, entries: Sequence[Entry]) -> None:
        """Take entries; one that is in hand already is the same. Never blocks and never raises."""
        self._entries.update((entry["_id"], entry) for entry in entries)

    async def stop(self) -> None:
        """Stop, and move what is in hand, if that takes less than a second."""
        await super().stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self._moved()

    async def _run_always(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self._moved()

    async def _moved(self) -> None:
        """Move what is in hand, and keep it there while storage is away. What fails otherwise is let go: it is still in
        its documents, where the sweep finds it, and others do not wait."""
        try:
            await self.move()
        except Unavailable:
            log.warning("journal.storage_away", entries=len(self._entries))
        except Exception:
            log.exception("journal.not_moved", entries=len(self._entries))
            self._entries.clear()

    async def move(self) -> None:
        """Move what is in hand. Raises StorageAway, and any error of a write; all stays in hand then."""
        entries = list(self._entries.values())
        if not entries:
            return
        pulls = Pulls("journal", "_id")
        for entry in entries:
            pulls.add(entry["collection"], entry["subject"], entry["_id"])
        async with reaching_storage():
            await append(self._database[JOURNAL], entries)
            await pulls.carry_out(self._database)
        for entry in entries:
            self._entries.pop(entry["_id"], None)
