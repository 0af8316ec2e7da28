"""Errors on the wire: ``application/problem+json`` (RFC 9457) with a stable slug and both sentences."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from shared.kernel.cause import Actor
from shared.kernel.errors import Conflict, DomainError, Invalid, NotFound
from shared.kernel.ids import new_id
from shared.observability.outside import note_refusal
from shared.web.bodies import BodyTooLarge
from shared.web.requests import correlation_of

Responses = dict[int | str, dict[str, Any]]
"""What FastAPI takes as the ``responses`` of a route."""

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger()


class Problem(BaseModel):
    """One problem. ``errors`` names the places in the request that are not right, never the values given there."""

    type: str
    slug: str
    status: int
    title: str
    zh: str
    en: str
    instance: str | None = None
    errors: list[dict[str, str]] | None = None


class InputInvalid(Invalid):
    slug = "input-invalid"
    zh, en = (
        "有 {count} 处填写不正确，请按提示修改。",
        "{count} of the fields are not right. Please mend them as shown.",
    )


class MethodUnknown(Conflict):
    status = 405
    slug = "method-not-allowed"
    zh, en = "这个地址不支持这种操作。", "This address does not support that."


class Unexpected(DomainError):
    slug = "unexpected"
    zh = "系统出现意外错误，您的内容没有保存。请稍后再试，并把编号 {reference} 告诉运维人员。"
    en = "Something unexpected went wrong and nothing was saved. Try again soon, and tell the operators {reference}."


def problems(*errors: type[DomainError]) -> Responses:
    """The ``responses`` of a route: every error it may answer with, grouped by status, each by its slug."""
    answers: Responses = {}
    for error in errors:
        answer = answers.setdefault(
            error.status, {"model": Problem, "description": "", "content": {MEDIA_TYPE: {"examples": {}}}}
        )
        answer["description"] = "; ".join(filter(None, [answer["description"], f"{error.slug}: {error.en}"]))
        example = {"type": f"urn:tongxin:problem:{error.slug}", "slug": error.slug, "status": error.status}
        sentences = {"title": error.en, "zh": error.zh, "en": error.en}
        answer["content"][MEDIA_TYPE]["examples"][error.slug] = {"value": example | sentences}
    return answers


def answer(error: DomainError, request: Request, errors: list[dict[str, str]] | None = None) -> JSONResponse:
    """The response that tells this error."""
    problem = Problem(
        type=f"urn:tongxin:problem:{error.slug}",
        slug=error.slug,
        status=error.status,
        title=error.sentence("en"),
        zh=error.sentence("zh"),
        en=error.sentence("en"),
        instance=correlation_of(request),
        errors=errors,
    )
    headers = {"Retry-After": "2"} if error.status == 503 else None
    return JSONResponse(problem.model_dump(exclude_none=True), error.status, headers, MEDIA_TYPE)


def install_problems(api: FastAPI) -> None:
    """Answer every error of this API as a problem."""

    async def domain(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, DomainError)  # noqa: S101  (registered for this kind alone)
        actor: Actor | None = getattr(request.state, "actor", None)
        if actor is not None and actor.is_from_outside:
            note_refusal(actor.id, actor.roles, getattr(request.scope.get("route"), "path", "unknown"), error.status)
        return answer(error, request)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        places = [_place(one) for one in error.errors()]
        return answer(InputInvalid(count=len(places)), request, places)

    async def http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101
        kind = {404: NotFound, 405: MethodUnknown, 413: BodyTooLarge}.get(error.status_code, Invalid)
        return answer(kind(), request)

    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        reference = new_id()
        log.error("http.unexpected", reference=reference, path=_route_of(request), exc_info=error)
        return answer(Unexpected(reference=reference), request)

    api.add_exception_handler(DomainError, domain)
    api.add_exception_handler(RequestValidationError, invalid)
    api.add_exception_handler(HTTPException, http)
    api.add_exception_handler(Exception, unexpected)


def _route_of(request: Request) -> str:
    """The route that was called, without what stood in its places."""
    return str(getattr(request.scope.get("route"), "path", "unknown"))


_SENTENCES = {
    "missing": ("必填。", "This is required."),
    "extra_forbidden": ("不认识这个字段。", "This field is not known."),
    "string_too_short": ("内容太短。", "This is too short."),
    "string_too_long": ("内容太长。", "This is too long."),
    "string_pattern_mismatch": ("格式不对。", "This does not have the right form."),
    "enum": ("请从给出的选项中选择。", "Choose one of the given options."),
    "literal_error": ("请从给出的选项中选择。", "Choose one of the given options."),
    "int_parsing": ("请填写整数。", "Give a whole number."),
    "greater_than": ("数值太小。", "This is too small."),
    "greater_than_equal": ("数值太小。", "This is too small."),
    "less_than": ("数值太大。", "This is too large."),
    "less_than_equal": ("数值太大。", "This is too large."),
    "json_invalid": ("请求正文不是有效的 JSON。", "The request body is not valid JSON."),
}


def _place(error: ErrorDetails) -> dict[str, str]:
    """Which place is wrong and what to do; never the value that was given."""
    kind = str(error["type"])
    zh, en = _SENTENCES.get(kind, ("填写不正确。", "This is not right."))
    if kind.startswith(("date", "datetime", "time")):
        zh, en = "请填写有效的日期或时间。", "Give a valid date or time."
    if kind == "date_out_of_reach":
        zh, en = "请核对年份，须在 1900 年以后、2200 年以前。", "Check the year: it lies after 1900 and before 2200."
    at = ".".join(str(part) for part in error["loc"] if part not in ("body", "query", "path", "header"))
    return {"at": at or "body", "type": kind, "zh": zh, "en": en}
