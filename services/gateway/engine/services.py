"""The services, called on behalf of one person for one request."""

from collections.abc import Mapping
from typing import cast

import httpx

from services.gateway.clients.problems import or_none
from services.gateway.clients.service import Caller, Calls, Params, path_with
from services.gateway.engine.api import document_of
from services.gateway.engine.schema import Json
from shared.kernel.ids import new_id


class Services:
    """Queries and commands by the names of services, paths and commands as their documents have them."""

    def __init__(self, http: Mapping[str, httpx.AsyncClient], caller: Caller) -> None:
        self._http = http
        self._caller = caller

    def calls(self, name: str) -> Calls:
        """Calls to one service."""
        return Calls(name, self._http[name], self._caller)

    async def ask(
        self, service: str, path: str, wanted: Params | None = None, ids: Mapping[str, str] | None = None
    ) -> Json:
        """What a service answers to a query; ``ids`` fill in its path. Raises ServiceRefused, ServiceAway."""
        return await self.calls(service).get(path_with(path, ids or {}), wanted)

    async def ask_with(self, service: str, path: str, body: Json) -> Json:
        """What a service answers to a question too long for an address. Raises ServiceRefused, ServiceAway."""
        return await self.calls(service).command(path, body, new_id())

    async def give(
        self, service: str, command: str, ids: Mapping[str, str], body: Json, key: str, version: int | None = None
    ) -> Json:
        """Give a command, with the version that the person saw where it matters. Raises ServiceRefused, ServiceAway."""
        operation = document_of(service).command(command)
        path = path_with(operation.path, ids)
        return await self.calls(service).command(path, body, key, version=version, method=operation.method)

    async def unread(self) -> int:
        """How many inbox items are unread; 0 when notify cannot say, since a bell must not break a page."""
        inbox = await or_none(self.ask("notify", "/inbox", {"limit": 1}), also_refused=True)
        return cast(Mapping[str, int], inbox["unread"])["all"] if inbox is not None else 0
