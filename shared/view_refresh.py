"""After an upgrade or a new index key changed what documents are found by: views and rows are written anew, once."""

from collections.abc import Mapping
from typing import Any

import structlog

from shared.background import Background
from shared.kernel.clock import Clock
from shared.projection.projector import MOST, Projector
from shared.projection.rebuilding import build_missing
from shared.storage.store import AggregateStore

log = structlog.get_logger()


class ViewRefresh(Background):
    """Runs when a service starts, beside everything else, and ends when no view is older than ``forms`` says, and
    every projection has its rows.

    ``forms`` is the present ``view.form`` of each collection: a number that grows when its view gains or changes a
    field. ``index_mark`` is the ``view.index`` of views that are found by the present key of the search index. Safe on
    any number of replicas, and to interrupt: what is left is found at the next start.
    """

    def __init__(
        self,
        stores: Mapping[str, AggregateStore[Any]],
        forms: Mapping[str, int],
        projector: Projector,
        clock: Clock,
        index_mark: str | None = None,
    ) -> None:
        super().__init__(self.once, "view refresh")
        self._stores = stores
        self._forms = forms
        self._projector = projector
        self._clock = clock
        self._index_mark = index_mark

    async def once(self) -> None:
        """Refresh every view of an earlier form, then build what has no rows, or rows of such views.

        Raises StorageAway.
        """
        changed = set[str]()
        for collection, form in self._forms.items():
            if refreshed := await self._stores[collection].older.refresh_views(form, self._index_mark):
                log.info("views.refreshed", collection=collection, documents=refreshed)
                changed.add(collection)
        await build_missing(self._projector, self._clock, changed)
        for collection in changed:
            while self._projector.follows(collection) and await self._projector.catch_up(collection) == MOST:
                pass
