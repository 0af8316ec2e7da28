"""How reactions are wired to the ports of their service."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from shared.kernel.cause import Cause

P = TypeVar("P")
E = TypeVar("E")


class Reaction(Protocol):
    """A reaction ready to be called with an event of the contract that it is listed under, and its cause."""

    async def __call__(self, event: Any, cause: Cause) -> None:
        """React once; a repeated cause changes nothing."""


def reacting(reaction: Callable[[E, Cause, P], Awaitable[None]], ports: P) -> Reaction:
    """Wire a reaction to its ports."""

    async def react(event: E, cause: Cause) -> None:
        await reaction(event, cause, ports)

    return react
