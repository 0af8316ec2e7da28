"""Views that an older release wrote are written again, a few at a time, while the service works."""

import asyncio
from typing import Any

import structlog

from shared.background import Background
from shared.kernel.errors import Unavailable
from shared.observability import metrics
from shared.storage.mongo import Document
from shared.storage.store import AggregateStore

STRIDE = 50
"""How many are written before others have their turn."""
PAUSE_S = 0.05
AGAIN_S = 600.0
"""Looked at again after so long: while a release is rolled out, an older replica still writes older views."""
AGAIN_SOON_S = 5.0
log = structlog.get_logger()


class ViewRefresh(Background):
    """Runs in every replica; two that write the same view write the same. Ends never: it looks again now and then.

    ``stale`` is the filter of the documents whose view is older than what this release writes.
    """

    def __init__(self, store: AggregateStore[Any], stale: Document) -> None:
        super().__init__(self._run_always, "view-refresh")
        self._store, self._stale, self._is_done = store, stale, False

    async def _run_always(self) -> None:
        while True:
            try:
                await self.once()
            except Unavailable as error:
                log.warning("views.waiting", slug=error.slug)
            await asyncio.sleep(AGAIN_S if self._is_done else AGAIN_SOON_S)

    async def once(self) -> int:
        """Write all that are stale; returns how many. Says in the log when it begins and what is left at the end."""
        name, self._is_done = self._store.collection.name, False
        left = await self._store.stale_views(self._stale)
        metrics.views_stale.set(left)
        if not left:
            self._is_done = True
            return 0
        log.info("views.refreshing", collection=name, stale=left)
        done, last = 0, ""
        while True:
            written, reached = await self._store.refresh_views(self._stale, last, STRIDE)
            if reached is None:
                break
            done, last = done + written, reached
            metrics.views_stale.set(max(0, left - done))
            await asyncio.sleep(PAUSE_S)
        left = await self._store.stale_views(self._stale)
        metrics.views_stale.set(left)
        log.info("views.refreshed", collection=name, written=done, stale=left)
        self._is_done = True
        return done
