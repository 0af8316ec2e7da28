"""How handlers are wired: every command is guarded by its roles in one place."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt

C_contra = TypeVar("C_contra", contravariant=True)
C = TypeVar("C")
P = TypeVar("P")


class Handler(Protocol[C_contra]):
    """A command ready to be called: wired to its ports and guarded by its roles."""

    async def __call__(self, command: C_contra, cause: Cause) -> Receipt:
        """Carry the command out. Raises RoleRequired before anything else is looked at."""


class Reaction(Protocol):
    """A reaction ready to be called with a contract event and its cause."""

    async def __call__(self, event: Any, cause: Cause) -> None:
        """React once; a repeated cause changes nothing."""


def guarded(handler: Callable[[C, Cause, P], Awaitable[Receipt]], ports: P, roles: frozenset[str]) -> Handler[C]:
    """Wire a command's handler to its ports; only an actor with one of the roles reaches it."""

    async def handle(command: C, cause: Cause) -> Receipt:
        cause.actor.require(*sorted(roles))
        return await handler(command, cause, ports)

    return handle


def reacting(reaction: Callable[[Any, Cause, P], Awaitable[None]], ports: P) -> Reaction:
    """Wire a reaction to its ports."""

    async def react(event: Any, cause: Cause) -> None:
        await reaction(event, cause, ports)

    return react
