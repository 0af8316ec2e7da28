"""The port through which handlers reach aggregates: one write path, the same in memory and on MongoDB."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Cause

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a command answers: which aggregate, its version now, and whether this was a repeat that changed nothing."""

    id: str
    version: int
    repeated: bool = False


class Repository(Protocol[A]):
    async def create(self, aggregate: A, cause: Cause) -> Receipt:
        """Store a new aggregate. A repeated cause answers as before.

        Raises AlreadyExists (or the error named for the unique index) when something else holds the id or key.
        """

    async def change(self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]) -> Receipt:
        """Load, call one verb, save with its events: the only way an aggregate changes.

        A cause that was absorbed before changes nothing. A lost race reloads and runs the verb again.
        Raises NotFound, ChangedMeanwhile, KeyReused, OutOfOrder, or what the verb raises.
        """

    async def get(self, aggregate_id: str) -> A:
        """The aggregate as it stands, for reading. Raises NotFound."""
