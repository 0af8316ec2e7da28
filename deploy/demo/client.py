"""Calls the services as members of staff, with tokens signed by the installation's own key."""

import asyncio
import os
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx
from joserfc.jwk import OKPKey

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.roles import Role
from shared.web.actor import mint, read_key

PATIENCE_S = 30.0
AT_ONCE = 6
NOT_YET_HEARD = "organisation-unknown"
"""What grants answers until it has heard from registry of an organisation that was registered only moments ago."""

T = TypeVar("T")


class Refused(Exception):
    """A service said no."""

    def __init__(self, where: str, status: int, problem: dict[str, Any]) -> None:
        self.status, self.slug = status, str(problem.get("slug", ""))
        super().__init__(f"{where}: {status} {self.slug} {problem.get('zh', '')} {problem.get('errors', '')}")


@dataclass(frozen=True)
class Staff:
    """A demo account, as which something is done."""

    id: str
    role: Role


class Services:
    """The running services. Every command has a fixed key, so that loading again changes nothing."""

    def __init__(self, urls: dict[str, str], key: OKPKey, http: httpx.AsyncClient | None = None) -> None:
        self._urls, self._key = urls, key
        self._http = http or httpx.AsyncClient(timeout=60, trust_env=False)

    @classmethod
    def from_environment(cls) -> "Services":
        """The services and the key that the environment names. Raises KeyError when one is not named."""
        names = ("registry", "grants", "rescue")
        urls = {name: os.environ[f"TONGXIN_{name.upper()}_URL"] for name in names}
        return cls(urls, read_key(Path(os.environ["TONGXIN_ACTOR_PRIVATE_KEY"])))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def get(self, staff: Staff, service: str, path: str, **params: Any) -> Any:
        """The answer to a query. Raises Refused."""
        return await self._send(staff, service, "GET", path, {}, params=params)

    async def give(self, staff: Staff, service: str, path: str, key: str, **content: Any) -> Any:
        """The receipt of a command with this key; ``content`` is what httpx sends (json, files). Raises Refused."""
        return await self._send(staff, service, "POST", path, {"Idempotency-Key": key}, **content)

    async def _send(
        self, staff: Staff, service: str, method: str, path: str, headers: dict[str, str], **request: Any
    ) -> Any:
        waited = 0.0
        while True:
            token = mint(self._key, Actor(staff.id, frozenset({staff.role})), datetime.now(UTC), new_id(), service)
            answer = await self._http.request(
                method,
                f"{self._urls[service]}{path}",
                headers={"Authorization": f"Bearer {token}", **headers},
                **request,
            )
            if not _worth_waiting(answer) or waited >= PATIENCE_S:
                break
            await asyncio.sleep(1)
            waited += 1
        if answer.is_error:
            raise Refused(f"{method} {service}{path}", answer.status_code, _problem(answer))
        return answer.json()


def _worth_waiting(answer: httpx.Response) -> bool:
    return answer.status_code == 503 or _problem(answer).get("slug") == NOT_YET_HEARD


def _problem(answer: httpx.Response) -> dict[str, Any]:
    is_problem = answer.is_error and "json" in answer.headers.get("content-type", "")
    return dict(answer.json()) if is_problem else {}


def what_was_seen(shown: Mapping[str, Any], command: str) -> str:
    """The review code of what a record or a part of it lets its reader confirm, or let a second person before."""
    offered = (one["review_code"] for one in shown["allowed_actions"] if one["name"] == command)
    return next(offered, None) or shown.get("review_code") or ""


async def organisation_id_of(services: Services, code: str) -> str:
    """The id of the organisation with this credit code."""
    found = await services.get(Staff("dengji", Role.REGISTRAR), "registry", "/organisations", q=code)
    return str(found["items"][0]["id"])


async def several(work: Iterable[Awaitable[T]]) -> list[T]:
    """The results of all, a few at a time, in order."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(task: Awaitable[T]) -> T:
        async with turns:
            return await task

    return await asyncio.gather(*(one(task) for task in work))
