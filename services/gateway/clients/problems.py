"""What a service answers when it refuses (problem+json), and what people are told when it cannot be reached."""

from collections.abc import Awaitable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

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

    SENTENCE = N_("%(service)s服务暂时联系不上。")

    def __init__(self, service: str) -> None:
        self.service = service
        super().__init__(f"{service} is away")


async def or_none(asked: Awaitable[T], *, also_refused: bool = False) -> T | None:
    """The answer, or None while the service cannot give one, so that only its own part of a page is missing.

    ``also_refused``: None too where it will not give one. Raises ServiceRefused otherwise.
    """
    try:
        return await asked
    except ServiceAway:
        return None
    except ServiceRefused as problem:
        if problem.status < HTTPStatus.INTERNAL_SERVER_ERROR and not also_refused:
            raise
        return None


class _Place(BaseModel):
    at: str = ""
    zh: str = ""
    en: str = ""


class _Problem(BaseModel):
    """What we read of a problem. One that is not from a service of ours has no Chinese, but a detail or a title."""

    type: str = ""
    slug: str = ""
    zh: str = ""
    en: str = ""
    detail: str = ""
    title: str = ""
    errors: list[_Place] = []


def refusal(service: str, response: httpx.Response) -> ServiceRefused | ServiceAway:
    """The problem in an answer that is not a success. A gateway error or a bare 5xx counts as away."""
    try:
        problem = _Problem.model_validate_json(response.content)
    except ValidationError:
        return ServiceAway(service)
    slug = problem.slug or problem.type.rsplit("/", 1)[-1]
    if not slug:
        return ServiceAway(service)
    other = problem.detail or problem.title or slug
    fields = [_field(place) for place in problem.errors]
    return ServiceRefused(service, response.status_code, slug, problem.zh or other, problem.en or other, fields)


def _field(place: _Place) -> FieldProblem:
    at = place.at.split(".")
    in_row = len(at) > 2 and at[-2].isdecimal()
    return FieldProblem("-".join(at[-3:]) if in_row else at[-1], place.zh, place.en or place.zh)
