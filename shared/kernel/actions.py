"""Which commands may be given on a thing now, and why the others may not: the same answer for every screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast

from shared.kernel.cause import Actor
from shared.kernel.dual_control import DualControl, Proposal
from shared.kernel.errors import DomainError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AllowedAction:
    """One command's name, whether it may be given now, and if not the reason in both languages.

    ``review_code`` is that of what the reader is shown and may confirm as the second person; None for other commands.
    """

    name: str
    allowed: bool
    reason_zh: str | None = None
    reason_en: str | None = None
    review_code: str | None = None


@dataclass(frozen=True)
class Target(Generic[T]):
    """What commands act on: an aggregate, a part of one, or a register as a whole (``Target[None]``).

    ``refusals`` are the errors that every command on it may answer, such as that there is no such thing.
    """

    name: str
    refusals: tuple[type[DomainError], ...] = ()

    def when(self, guard: Callable[[T, Actor], object]) -> "Offer[T]":
        """A command is offered here when the guard raises nothing; what it raises is the reason why not."""
        return Offer(self, guard)

    def confirming(self, matter: DualControl[Any], guard: "Callable[[T, Actor], Proposal[Any]]") -> "Offer[T]":
        """A command by which a second person confirms what waits, which is what the guard answers."""
        return Offer(self, guard, matter)

    @property
    def always(self) -> "Offer[T]":
        """A command is offered here to everybody who holds its roles."""
        return Offer(self, _nothing_against_it)


@dataclass(frozen=True)
class Offer(Generic[T]):
    """Where a command is offered, and the guard of the domain that says whether it may be given now.

    ``confirms`` is the matter that a second person confirms by it.
    """

    on: Target[T]
    guard: Callable[[T, Actor], object]
    confirms: DualControl[Any] | None = None


class Offered(Protocol):
    """What a screen needs to know of a command."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def roles(self) -> frozenset[str]:
        """Who may give it."""

    def offer_on(self, target: Target[T]) -> Offer[T] | None:
        """Its offer, when it is offered there."""


class Offers:
    """The commands of a service by what they act on; pages ask it what may be done."""

    def __init__(self, commands: Iterable[Offered]) -> None:
        self._commands = tuple(commands)

    def on(self, target: Target[T], thing: T, actor: Actor) -> list[AllowedAction]:
        """Every command that acts on such a thing, for this actor and this thing now, in the order of app.py.

        A person from outside is told of no command that is for others.
        """
        told = [one for one in self._commands if not actor.is_from_outside or actor.holds(one.roles)]
        found = ((command, command.offer_on(target)) for command in told)
        return [_tried(command, offer, thing, actor) for command, offer in found if offer is not None]


def same_target(offer: "Offer[object] | None", target: Target[T]) -> Offer[T] | None:
    """The offer as one on this target, when it is."""
    return cast(Offer[T], offer) if offer is not None and offer.on is target else None


def _tried(command: Offered, offer: Offer[T], thing: T, actor: Actor) -> AllowedAction:
    try:
        actor.require(*sorted(command.roles))
        found = offer.guard(thing, actor)
    except DomainError as error:
        return AllowedAction(command.name, False, error.sentence("zh"), error.sentence("en"))
    shown = found if offer.confirms and isinstance(found, Proposal) else None
    return AllowedAction(command.name, True, review_code=shown.review_code if shown else None)


def _nothing_against_it(thing: object, actor: Actor) -> None:
    """The roles alone decide."""
