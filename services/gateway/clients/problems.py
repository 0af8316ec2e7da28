"""What a service answers when it refuses (problem+json), and what is said when it cannot be reached."""

from collections.abc import Awaitable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

import httpx

from services.gateway.i18n import N_

T = TypeVar("T")


@dataclass(frozen=True)
class FieldProblem:
    """One field that the service did not accept."""

    name: str
    zh: str
    en: str


class ServiceRefused(Exception):
    """A service answered with a problem: its slug and its sentence in both languages."""

    def __init__(self, service: str, status: int, slug: str, zh: str, en: str, fields: list[FieldProblem]) -> None:
        self.service, self.status, self.slug, self.zh, self.en, self.fields = service, status, slug, zh, en, fields
        super().__init__(f"{service} answered {status} {slug}")

    def sentence(self, language: str) -> str:
        """What to tell the person."""
        return self.zh if language == "zh" else self.en


class ServiceAway(Exception):
    """A service cannot be reached or did not answer in time; whether a command was carried out is not known."""

    said = N_("%(service)s服务暂时联系不上。")

    def __init__(self, service: str) -> None:
        self.service = service
        super().__init__(f"{service} is away")


async def or_none(asked: Awaitable[T]) -> T | None:
    """The answer, or None while the service cannot give one; so that it breaks only its own part of a page."""
    try:
        return await asked
    except ServiceAway:
        return None
    except ServiceRefused as problem:
        if problem.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return None


def refusal(service: str, response: httpx.Response) -> ServiceRefused | ServiceAway:
    """The problem in an answer that is not a success. A gateway error or a bare 5xx counts as away."""
    try:
        body: dict[str, Any] = response.json()
    except ValueError:
        body = {}
    if "slug" not in body and "type" not in body:
        return ServiceAway(service)
    slug = str(body.get("slug") or str(body.get("type", "")).rsplit("/", 1)[-1])
    zh = str(body.get("zh") or body.get("detail") or body.get("title") or slug)
    en = str(body.get("en") or body.get("detail") or body.get("title") or slug)
    return ServiceRefused(
        service, response.status_code, slug, zh, en, [_field(item) for item in body.get("errors", [])]
    )


def _field(item: dict[str, Any]) -> FieldProblem:
    zh, at = str(item.get("zh", "")), str(item.get("at", "")).split(".")
    in_row = len(at) > 2 and at[-2].isdecimal()
    return FieldProblem("-".join(at[-3:]) if in_row else at[-1], zh, str(item.get("en") or zh))
