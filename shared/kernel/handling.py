"""How reactions are wired to the ports of their service."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from shared.kernel.cause import Cause

P = TypeVar("P")


class Reaction(Protocol):
    """A reaction ready to be called with a contract event and its cause."""

    async def __call__(self, event: Any, cause: Cause) -> None:
        """React once; a repeated cause changes nothing."""


def reacting(reaction: Callable[[Any, Cause, P], Awaitable[None]], ports: P) -> Reaction:
    """Wire a reaction to its ports."""

    async def react(event: Any, cause: Cause) -> None:
        await reaction(event, cause, ports)

    return react
