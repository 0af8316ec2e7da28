"""One call to one service: signed for the person who asks, answered in JSON or with a named problem."""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

import httpx

from services.gateway.clients.problems import ServiceAway, refusal
from shared.observability.tracing import traceparent_of_current
from shared.web.deps import LONGEST_KEY

Given = str | int | bool | None
Params = Mapping[str, Given | Sequence[str]]
"""What a query is asked with; empty ones are left out."""

NAMES = ("registry", "grants", "rescue", "notify")
"""The services that hear of each other by events, so that messages of theirs may stay unfinished."""
PRINTING = "printing"
"""Called too; it takes no part in events."""
TIMEOUT = httpx.Timeout(8.0, connect=2.0)
PRESS_TIMEOUT = httpx.Timeout(60.0, connect=2.0)
"""A paper waits for its turn at the press, and then takes seconds."""
PATIENT = httpx.Timeout(90.0, connect=2.0)
"""For a file: it waits for its turn to be checked, and the check has its own limit."""


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

    token: Callable[[str], str]
    """Makes a token for one service, by its name."""
    language: str
    correlation_id: str


@dataclass(frozen=True)
class MadePaper:
    """A PDF, and the Content-Disposition that names its file."""

    pdf: bytes
    disposition: str


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

    async def paper(self, path: str, body: Mapping[str, object], key: str) -> MadePaper:
        """Have a paper made; a press takes longer than other answers. Raises ServiceRefused, ServiceAway."""
        request = self._http.build_request(
            "POST", path, json=body, headers={"Idempotency-Key": _key_header(key)}, timeout=PRESS_TIMEOUT
        )
        response = await self._answered(request)
        return MadePaper(response.content, response.headers.get("content-disposition", "attachment"))

    async def upload(
        self, path: str, files: Mapping[str, tuple[str, bytes]], fields: Mapping[str, object], key: str
    ) -> Mapping[str, object]:
        """Send files, each with its name and content, and form fields."""
        headers = {"Idempotency-Key": _key_header(key)}
        return await self._send(self._http.build_request("POST", path, data=fields, files=files, headers=headers))

    async def send_file(self, path: str, use: str, content: AsyncIterator[bytes], size: int) -> Mapping[str, object]:
        """Send one file as it is read, for a use. Raises ServiceRefused, ServiceAway."""
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
        asked = self._http.build_request(
            "POST", path, params={"use": use}, content=content, headers=headers, timeout=PATIENT
        )
        return await self._send(asked)

    async def stream(self, path: str, headers: Mapping[str, str]) -> httpx.Response:
        """An answer that is still to be read, and closed, by whoever asked. Raises ServiceRefused, ServiceAway."""
        request = self._signed(self._http.build_request("GET", path, headers=headers))
        try:
            response = await self._http.send(request, stream=True)
            if response.is_success or response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return response
            await response.aread()
        except httpx.TransportError as error:
            raise ServiceAway(self.name) from error
        raise refusal(self.name, response)

    def _signed(self, request: httpx.Request) -> httpx.Request:
        """The request, for whoever asks."""
        request.headers["Authorization"] = f"Bearer {self._caller.token(self.name)}"
        request.headers["Accept-Language"] = self._caller.language
        request.headers["X-Correlation-ID"] = self._caller.correlation_id
        if traceparent := traceparent_of_current():
            request.headers["traceparent"] = traceparent
        return request

    async def _send(self, request: httpx.Request) -> Mapping[str, object]:
        response = await self._answered(request)
        answer: Mapping[str, object] = response.json() if response.content else {}
        return answer

    async def _answered(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._http.send(self._signed(request))
        except httpx.TransportError as error:
            raise ServiceAway(self.name) from error
        if response.is_success:
            return response
        raise refusal(self.name, response)
