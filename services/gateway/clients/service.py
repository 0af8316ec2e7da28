"""One call to one service: signed for the person who asks, answered in JSON or with a named problem."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from services.gateway.clients.problems import ServiceAway, refusal
from shared.observability.tracing import traceparent_of_current
from shared.web.deps import LONGEST_KEY

Given = str | int | bool | None
Params = Mapping[str, Given | Sequence[str]]
"""What a query is asked with; empty ones are left out."""

NAMES = ("registry", "grants", "rescue", "notify")
TIMEOUT = httpx.Timeout(8.0, connect=2.0)


def segment(value: str) -> str:
    """One segment of a path: whatever it holds, dots included, it cannot lead to another path."""
    return value.replace(".", "%2E") if value in (".", "..") else quote(value, safe="")


def path_with(template: str, ids: Mapping[str, str]) -> str:
    """A path with its ids, none of which can lead to another path."""
    return template.format(**{name: segment(value) for name, value in ids.items()})


def _key_header(key: str) -> str:
    """The key as a header can carry it; one that a header cannot carry becomes another, always the same one."""
    if len(key) <= LONGEST_KEY and key.isascii() and key.isprintable() and key == key.strip():
        return key
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Caller:
    """Who asks, for one request of a browser."""

    token: Callable[[], str]
    language: str
    correlation_id: str


class Calls:
    """Calls to one service on behalf of one caller."""

    def __init__(self, name: str, http: httpx.AsyncClient, caller: Caller) -> None:
        self.name = name
        self._http = http
        self._caller = caller

    async def get(self, path: str, params: Params | None = None) -> Mapping[str, object]:
        """A query; empty parameters are left out. Raises ServiceRefused, ServiceAway."""
        given = {key: value for key, value in (params or {}).items() if value not in (None, "")}
        return await self._send(self._http.build_request("GET", path, params=given))

    async def command(
        self, path: str, body: Mapping[str, object], key: str, *, version: int | None = None, method: str = "POST"
    ) -> Mapping[str, object]:
        """A command with its Idempotency-Key, and If-Match where a person edited a version they saw."""
        headers = {"Idempotency-Key": _key_header(key)}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return await self._send(self._http.build_request(method, path, json=body, headers=headers))

    async def upload(
        self, path: str, files: Mapping[str, tuple[str, bytes]], fields: Mapping[str, object], key: str
    ) -> Mapping[str, object]:
        """Send files, each with its name and content, and form fields."""
        headers = {"Idempotency-Key": _key_header(key)}
        return await self._send(self._http.build_request("POST", path, data=fields, files=files, headers=headers))

    async def _send(self, request: httpx.Request) -> Mapping[str, object]:
        request.headers["Authorization"] = f"Bearer {self._caller.token()}"
        request.headers["Accept-Language"] = self._caller.language
        request.headers["X-Correlation-ID"] = self._caller.correlation_id
        if traceparent := traceparent_of_current():
            request.headers["traceparent"] = traceparent
        try:
            response = await self._http.send(request)
        except httpx.TransportError as error:
            raise ServiceAway(self.name) from error
        if response.is_success:
            answer: Mapping[str, object] = response.json() if response.content else {}
            return answer
        raise refusal(self.name, response)
