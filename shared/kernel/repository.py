"""The port through which handlers reach aggregates: one write path, the same in memory and on MongoDB."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor, Cause

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a command answers: which aggregate, its version now, and whether this was a repeat that changed nothing."""

    id: str
    version: int
    repeated: bool = False


def may_reach(actor: Actor, aggregate: Aggregate) -> bool:
    """Whether this aggregate is there for the actor. For a person from outside only what lies within the scope is.

    Every repository asks this before it changes or keeps anything; what is out of reach is answered as not there.
    """
    if actor.scope is not None:
        return aggregate.is_within(actor.scope)
    return not actor.is_from_outside


class Repository(Protocol[A]):
    async def create(self, aggregate: A, cause: Cause) -> Receipt:
        """Store a new aggregate. A repeated cause answers as before.

        Raises AlreadyExists (or the error named for the unique index) when something else holds the id or key, and
        NotFound when it would be out of the actor's reach.
        """

    async def change(self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]) -> Receipt:
        """Load, call one verb, save with its events: the only way an aggregate changes.

        A cause that was absorbed before changes nothing. A lost race reloads and runs the verb again.
        Raises NotFound (also for what is out of the actor's reach, whatever else is asked), ChangedMeanwhile,
        KeyReused, OutOfOrder, or what the verb raises.
        """

    async def get(self, aggregate_id: str) -> A:
        """The aggregate as it stands, for reading. Raises NotFound."""
