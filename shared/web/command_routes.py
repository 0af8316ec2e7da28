"""The routes of commands, derived from what they declare: path, body, answers, and what forms are made from."""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Annotated, Protocol

from fastapi import APIRouter, Body, Depends, Path
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator, ValidationError, create_model

from shared.command.declaration import Command, Declaration, Route, body_fields
from shared.kernel.cause import Cause
from shared.kernel.errors import ChangedMeanwhile, DomainError, KeyReused, RoleRequired, Unavailable
from shared.kernel.repository import Receipt
from shared.kernel.texts import legible
from shared.web.actor import TokenRefused
from shared.web.bodies import BodyTooLarge
from shared.web.deps import CauseDep, KeyRequired, VersionMarkInvalid, the_app
from shared.web.problems import InputInvalid, problems
from shared.web.receipts import Accepted

ALWAYS: tuple[type[DomainError], ...] = (TokenRefused, RoleRequired, InputInvalid, Unavailable)
"""Every route may answer with these."""
COMMANDING: tuple[type[DomainError], ...] = (
    *ALWAYS,
    BodyTooLarge,
    KeyRequired,
    KeyReused,
    VersionMarkInvalid,
    ChangedMeanwhile,
)
"""Every route that changes something may answer with these."""
STATUS = {"POST": 201, "PUT": 200}


class TakesCommands(Protocol):
    """An app that commands can be given to."""

    async def give(self, message: Command, cause: Cause) -> Receipt:
        """Carry a command out."""


def command_router(commands: Iterable[Declaration]) -> APIRouter:
    """One route for each command that has one of its own."""
    router = APIRouter()
    for declared in commands:
        if declared.route is not None:
            _add(router, declared, declared.route)
    return router


def command_facts(declared: Declaration) -> dict[str, object]:
    """What the OpenAPI document says of a command besides its schema."""
    label = declared.label
    facts: dict[str, object] = {
        "x-command": declared.name,
        "x-label": {"zh": label.zh, "en": label.en},
        "x-roles": sorted(declared.roles),
        "x-target": declared.target,
    }
    if label.hint_zh:
        facts["x-hint"] = {"zh": label.hint_zh, "en": label.hint_en}
    return facts


def _add(router: APIRouter, declared: Declaration, route: Route) -> None:
    router.add_api_route(
        route.path,
        _endpoint(declared, route),
        methods=[route.method],
        status_code=STATUS[route.method],
        name=declared.name,
        summary=declared.label.en,
        description=inspect.cleandoc(declared.model.__doc__ or ""),
        operation_id=declared.name,
        tags=[route.path.split("/")[1]],
        response_model=Accepted,
        responses=problems(*COMMANDING, *declared.may_refuse),
        openapi_extra=command_facts(declared),
    )


def _endpoint(declared: Declaration, route: Route) -> Callable[..., Awaitable[Accepted]]:
    """The function behind the route: it puts path and body together into the command and gives it."""
    in_body = list(body_fields(declared))

    async def give(app: TakesCommands, cause: Cause, body: object = None, **in_path: object) -> Accepted:
        if isinstance(body, declared.model):
            return Accepted.of(await app.give(body, cause))
        given = {route.whole: body} if route.whole else {name: getattr(body, name) for name in in_body}
        try:
            message = declared.model(**in_path, **given)
        except ValidationError as error:
            raise RequestValidationError(error.errors(include_input=False, include_url=False)) from None
        return Accepted.of(await app.give(message, cause))

    give.__signature__ = inspect.Signature(_parameters(declared, route))  # type: ignore[attr-defined]
    return give


def _parameters(declared: Declaration, route: Route) -> Sequence[inspect.Parameter]:
    fields = declared.model.model_fields
    typed: dict[str, object] = {"app": Annotated[TakesCommands, Depends(the_app)], "cause": CauseDep}
    for name in route.parameters:
        typed[name] = Annotated[(fields[name].annotation, Path(), *fields[name].metadata)]
    if body_fields(declared):
        typed["body"] = Annotated[_body(declared, route), Body()]
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation)
        for name, annotation in typed.items()
    ]


def _body(declared: Declaration, route: Route) -> object:
    """The schema of the body: one field as a whole, the command itself, or its fields that are not in the path."""
    model, fields = declared.model, body_fields(declared)
    if route.whole:
        info = fields[route.whole]
        return Annotated[(info.annotation, *info.metadata, BeforeValidator(legible))]
    if len(fields) == len(model.model_fields):
        return model
    typed = {name: (info.annotation, info) for name, info in fields.items()}
    return create_model(f"{model.__name__}Body", __base__=Command, __doc__=model.__doc__, **typed)  # type: ignore[call-overload]
