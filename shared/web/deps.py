"""What routes are given: the service's table of contents, who acts, and the cause of a command."""

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Request

from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import Invalid, RoleRequired
from shared.kernel.ids import derived_id
from shared.kernel.roles import Role
from shared.observability.tracing import traceparent_of_current
from shared.web.actor import TokenRefused
from shared.web.requests import correlation_of

_UNHASHED = ("multipart/form-data", "application/x-www-form-urlencoded")
LONGEST_KEY = 200
"""Of an Idempotency-Key, in characters."""


class KeyRequired(Invalid):
    """Every command carries an Idempotency-Key (IETF draft idempotency-key-header, section 2.7)."""

    slug = "idempotency-key-required"
    zh, en = "缺少操作编号，请刷新页面后重试。", "The Idempotency-Key is missing. Reload the page and try again."


class VersionMarkInvalid(Invalid):
    slug = "version-mark-invalid"
    zh, en = "版本标记（If-Match）无效，请刷新页面。", "The If-Match version is not valid. Reload the page."


def the_app(request: Request) -> object:
    """The service's App; its entrypoints say of which class it is."""
    app: object = request.app.state.app
    return app


async def _anybody(request: Request, authorization: Annotated[str | None, Header()] = None) -> Actor:
    host = request.app.state.host
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenRefused
    actor: Actor = host.actor_keys.verify(token, host.clock.now())
    request.state.actor = actor
    return actor


AnybodyDep = Annotated[Actor, Depends(_anybody)]
"""Who asks, also from outside the office: for what says by itself who may, and within whose scope it lies."""


async def _staff(actor: AnybodyDep) -> Actor:
    """Whoever adds a route and says nothing of people from outside has refused them. Raises RoleRequired."""
    if actor.is_from_outside:
        raise RoleRequired(*Role)
    return actor


ActorDep = Annotated[Actor, Depends(_staff)]
"""Who asks, of the office's own staff."""


async def _cause(
    request: Request,
    actor: AnybodyDep,
    idempotency_key: Annotated[str | None, Header(max_length=LONGEST_KEY)] = None,
    if_match: Annotated[str | None, Header(max_length=40)] = None,
) -> Cause:
    """The cause of one command, which says itself who may give it.

    The key belongs to its actor: another person's equal key is another command.
    """
    if not idempotency_key:
        raise KeyRequired
    return Cause(
        id=derived_id("command", actor.id, idempotency_key),
        actor=actor,
        at=request.app.state.host.clock.now(),
        correlation_id=correlation_of(request),
        traceparent=traceparent_of_current(),
        expected_version=_version(if_match),
        digest=await _digest(request),
    )


CauseDep = Annotated[Cause, Depends(_cause)]


def _version(if_match: str | None) -> int | None:
    if if_match is None:
        return None
    text = if_match.removeprefix("W/").strip('"')
    if not text.isdecimal():
        raise VersionMarkInvalid
    return int(text)


async def _digest(request: Request) -> str | None:
    """A fingerprint of the request; none for forms, whose boundaries differ on every send."""
    if request.headers.get("content-type", "").startswith(_UNHASHED):
        return None
    whole = hashlib.sha256(f"{request.method} {request.url.path}\n".encode())
    whole.update(await request.body())
    return whole.hexdigest()
