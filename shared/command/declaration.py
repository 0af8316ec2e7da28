"""A command says everything about itself: its fields, who may give it, where it is offered, what it may refuse.

Routes, request schemas, permissions, allowed actions, OpenAPI and forms are all derived from this one declaration.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator, model_validator
from pydantic.fields import FieldInfo

from shared.command.days import require_within_reach
from shared.kernel.act import Act, Evidence, EvidenceMissing, OccurredAt, OccurredInFuture, OccurredTooEarly
from shared.kernel.actions import Offer, Target, same_target
from shared.kernel.cause import Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.dual_control import Seen
from shared.kernel.errors import DomainError
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt
from shared.kernel.texts import legible


class Command(BaseModel):
    """What is asked of a service, in the imperative. Unknown fields are refused.

    White space around texts goes, and so do characters that nobody sees. Days lie within the years 1901 to 2199.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _legible(cls, given: object) -> object:
        return legible(given)

    @field_validator("*")
    @classmethod
    def _days_within_reach(cls, value: object) -> object:
        require_within_reach(value)
        return value


class ActCommand(Command):
    """A command that tells of something that happened in the world: now, or earlier and entered late (补记)."""

    occurred_at: OccurredAt | None = None
    evidence: Evidence = ""

    def act(self, cause: Cause) -> Act:
        """The act that it tells of. Raises TimeWrong, OccurredInFuture or EvidenceMissing."""
        return Act.told(cause, self.occurred_at, self.evidence)


class Confirmation(Command):
    """A command by which a second person confirms what they were shown (双人复核)."""

    seen: Seen

    def act(self, cause: Cause) -> Act:
        """The act of confirming, now."""
        return replace(Act.now(cause), seen=self.seen)


class ConfirmingAct(ActCommand):
    """A confirmation by a second person that was given earlier, on paper, and is entered late."""

    seen: Seen

    def act(self, cause: Cause) -> Act:
        """The act of confirming. Raises TimeWrong, OccurredInFuture or EvidenceMissing."""
        return replace(super().act(cause), seen=self.seen)


ACT_REFUSALS = (TimeWrong, OccurredInFuture, OccurredTooEarly, EvidenceMissing)
"""What a command that tells of an act may refuse for the sake of its time."""

C = TypeVar("C", bound=Command)
P = TypeVar("P")
P_contra = TypeVar("P_contra", contravariant=True)
T = TypeVar("T")
Handler = Callable[[C, Cause, P], Awaitable[Receipt]]


@dataclass(frozen=True, slots=True)
class Route:
    """The route of a command. Fields named in the path travel there, the others in the body.

    ``whole`` names the field that is the whole body, for commands that replace something as a whole.
    """

    method: str
    path: str
    whole: str = ""

    @property
    def parameters(self) -> list[str]:
        """The fields that travel in the path, in its order."""
        return re.findall(r"\{(\w+)\}", self.path)


def post(path: str, *, whole: str = "") -> Route:
    """A route that adds something to what is there (POST, answered by 201)."""
    return Route("POST", path, whole)


def put(path: str, *, whole: str = "") -> Route:
    """A route that replaces something (PUT, answered by 200); what was edited is sent with If-Match."""
    return Route("PUT", path, whole)


class Declaration(Protocol):
    """What a command says of itself: what routes, offers and documents are made from."""

    @property
    def name(self) -> str:
        """Its name, in the imperative: ``cancel_instalment``."""

    @property
    def label(self) -> Label:
        """What people call it."""

    @property
    def roles(self) -> frozenset[str]:
        """Who may give it."""

    @property
    def model(self) -> type[Command]:
        """Its message."""

    @property
    def route(self) -> Route | None:
        """Its route; None when only the service itself gives it."""

    @property
    def target(self) -> str:
        """The name of what it acts on; empty where it is offered nowhere."""

    @property
    def may_refuse(self) -> tuple[type[DomainError], ...]:
        """Every error of the domain that it may answer."""

    def offer_on(self, target: Target[T]) -> Offer[T] | None:
        """Its offer, when it is offered there."""


class AnyCommand(Declaration, Protocol[P_contra]):
    """A declared command of a service, whatever its message."""

    async def give(self, command: Command, cause: Cause, ports: P_contra) -> Receipt:
        """Carry it out. Raises RoleRequired before anything else is looked at, and whatever it may refuse."""


@dataclass(frozen=True)
class DeclaredCommand(Generic[C, P]):
    """A command with its handler and all that is known of it."""

    model: type[C]
    handler: Handler[C, P]
    label: Label
    roles: frozenset[str]
    route: Route | None
    offered: Offer[object] | None
    refusals: tuple[type[DomainError], ...]

    @property
    def name(self) -> str:
        """Its name: that of its handler."""
        return self.handler.__name__

    @property
    def target(self) -> str:
        """The name of what it acts on."""
        return self.offered.on.name if self.offered else ""

    @property
    def may_refuse(self) -> tuple[type[DomainError], ...]:
        """Its own refusals, those of what it acts on, of the time of an act, and of the matter that it confirms."""
        of_time = ACT_REFUSALS if issubclass(self.model, ActCommand) else ()
        on, confirms = (self.offered.on, self.offered.confirms) if self.offered else (None, None)
        of_two = confirms.refusals if confirms else ()
        return (*(on.refusals if on else ()), *of_time, *of_two, *self.refusals)

    def offer_on(self, target: Target[T]) -> Offer[T] | None:
        """Its offer, when it is offered there."""
        return same_target(self.offered, target)

    async def give(self, command: Command, cause: Cause, ports: P) -> Receipt:
        """Carry it out for an actor who holds one of the roles. Raises RoleRequired, and what the handler raises."""
        cause.actor.require(*sorted(self.roles))
        if not isinstance(command, self.model):
            raise TypeError(f"{self.name} takes a {self.model.__name__}, not a {type(command).__name__}")
        return await self.handler(command, cause, ports)


def command(
    model: type[C],
    route: Route | None = None,
    *,
    label: Label,
    roles: frozenset[str],
    offered: Offer[T] | None = None,
    refusals: tuple[type[DomainError], ...] = (),
) -> Callable[[Handler[C, P]], DeclaredCommand[C, P]]:
    """Declare the command that the decorated handler carries out.

    ``refusals`` are the errors that it may answer besides those of its target. Raises ValueError when the path or
    ``whole`` names a field that the message does not have, when a field would travel nowhere beside the ``whole``, and
    when it confirms a matter without saying what was seen, or the reverse.
    """
    if bool(offered and offered.confirms) is not ("seen" in model.model_fields):
        raise ValueError(f"{model.__name__} either confirms a matter and has the field seen, or does neither")
    names = [*route.parameters, *filter(None, [route.whole])] if route else []
    if unknown := set(names) - model.model_fields.keys():
        raise ValueError(f"{model.__name__} has no field {', '.join(sorted(unknown))}")
    if route and route.whole and (lost := model.model_fields.keys() - names):
        raise ValueError(f"{model.__name__} has nowhere to send {', '.join(sorted(lost))}")

    def declare(handler: Handler[C, P]) -> DeclaredCommand[C, P]:
        return DeclaredCommand(model, handler, label, roles, route, offered, refusals)  # type: ignore[arg-type]

    return declare


def body_fields(declared: Declaration) -> Mapping[str, FieldInfo]:
    """The fields of a command that travel in the body, by name."""
    in_path = declared.route.parameters if declared.route else []
    return {name: info for name, info in declared.model.model_fields.items() if name not in in_path}


class Commands(Generic[P]):
    """The commands of a service wired to its ports: ``app.give(PayInstalment(...), cause)``."""

    def __init__(self, declared: tuple[AnyCommand[P], ...], ports: P) -> None:
        self._by_model = {one.model: one for one in declared}
        self._ports = ports

    async def give(self, message: Command, cause: Cause) -> Receipt:
        """Give a command. Raises RoleRequired before anything else is looked at, and whatever it may refuse."""
        return await self._by_model[type(message)].give(message, cause, self._ports)
