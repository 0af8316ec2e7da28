"""The four services, called on behalf of one person for one request."""

from collections.abc import Mapping
from functools import cached_property

import httpx

from services.gateway.clients.grants import Grants
from services.gateway.clients.notify import Notify
from services.gateway.clients.ops import Ops
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.clients.registry import Registry
from services.gateway.clients.rescue import Rescue
from services.gateway.clients.service import Caller, Calls

NAMES = ("registry", "grants", "rescue", "notify")


class Services:
    """Typed clients, made when first used."""

    def __init__(self, http: Mapping[str, httpx.AsyncClient], caller: Caller) -> None:
        self._http = http
        self._caller = caller

    def calls(self, name: str) -> Calls:
        """Plain calls to a service by name."""
        return Calls(name, self._http[name], self._caller)

    @cached_property
    def registry(self) -> Registry:
        """Organisations, imports, talent pool."""
        return Registry(self.calls("registry"))

    @cached_property
    def grants(self) -> Grants:
        """Projects and their money."""
        return Grants(self.calls("grants"))

    @cached_property
    def rescue(self) -> Rescue:
        """Cases and what is due."""
        return Rescue(self.calls("rescue"))

    @cached_property
    def notify(self) -> Notify:
        """Inbox and preferences."""
        return Notify(self.calls("notify"))

    def ops(self, name: str) -> Ops:
        """What operators ask of one service."""
        return Ops(self.calls(name))

    async def unread(self) -> int:
        """How many inbox items are unread; 0 when notify cannot say, since a bell must not break a page."""
        try:
            return (await self.notify.inbox(limit=1)).unread.all
        except (ServiceAway, ServiceRefused):
            return 0
