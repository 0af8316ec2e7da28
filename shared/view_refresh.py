"""After an upgrade that changed what documents are found by: views that were stored earlier are written anew, once."""

from collections.abc import Mapping
from typing import Any

import structlog

from shared.background import Background
from shared.storage.store import AggregateStore

log = structlog.get_logger()


class ViewRefresh(Background):
    """Runs when a service starts, beside everything else, and ends when no view is older than ``forms`` says.

    ``forms`` is the present ``view.form`` of each collection: a number that grows when its view gains or changes a
    field. Safe on any number of replicas, and to interrupt: what is left is found at the next start.
    """

    def __init__(self, stores: Mapping[str, AggregateStore[Any]], forms: Mapping[str, int]) -> None:
        super().__init__(self.once, "view refresh")
        self._stores = stores
        self._forms = forms

    async def once(self) -> None:
        """Refresh every view that is of an earlier form. Raises StorageAway."""
        for collection, form in self._forms.items():
            if refreshed := await self._stores[collection].refresh_views(form):
                log.info("views.refreshed", collection=collection, documents=refreshed)
