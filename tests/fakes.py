"""In-memory fakes for tests of handlers: they keep the promises of the real parts, which one contract suite checks."""

import copy
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from shared.contracts.contract import Contract
from shared.contracts.envelope import Event
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Cause
from shared.kernel.errors import AlreadyExists, ChangedMeanwhile, DomainError, KeyReused, NotFound, OutOfOrder
from shared.kernel.repository import Receipt, may_reach
from shared.storage.documents import adapter_of, envelopes

A = TypeVar("A", bound=Aggregate)


class InMemoryRepository(Generic[A]):
    """A Repository in a dictionary. ``published`` are the contract events, ``events`` their envelopes, in order;
    ``happened`` are the domain events.

    ``unique`` maps an error to a function of the aggregate whose value no two aggregates may share (None is free),
    ``unique_each`` to one whose values are all held alone.
    """

    def __init__(
        self,
        kind: type[A],
        outbound: Callable[[Any], Contract | None],
        *,
        service: str = "test",
        not_found: type[NotFound] = NotFound,
        unique: dict[type[DomainError], Callable[[A], Any]] | None = None,
        unique_each: dict[type[DomainError], Callable[[A], Sequence[Any]]] | None = None,
    ) -> None:
        self._adapter: TypeAdapter[A] = adapter_of(kind)
        self._outbound = outbound
        self._service = service
        self._not_found = not_found
        self._unique = unique or {}
        self._unique_each = unique_each or {}
        self._states: dict[str, Any] = {}
        self._versions: dict[str, int] = {}
        self._handled: dict[str, list[Cause]] = {}
        self._sequences: dict[str, int] = {}
        self.published: list[Contract] = []
        self.events: list[Event] = []
        self.happened: list[object] = []

    async def get(self, aggregate_id: str) -> A:
        if aggregate_id not in self._states:
            raise self._not_found
        return self._adapter.validate_python(copy.deepcopy(self._states[aggregate_id]))

    async def all(self) -> list[A]:
        """Every aggregate, for ports that list."""
        return [await self.get(aggregate_id) for aggregate_id in self._states]

    async def create(self, aggregate: A, cause: Cause) -> Receipt:
        if not may_reach(cause.actor, aggregate):
            raise self._not_found
        if aggregate.id in self._states:
            if self._absorbed_before(aggregate.id, cause):
                return Receipt(aggregate.id, self._versions[aggregate.id], repeated=True)
            raise AlreadyExists
        self._refuse_taken(aggregate)
        self._versions[aggregate.id] = 0
        self._handled[aggregate.id] = []
        return self._keep(aggregate, cause)

    async def change(self, aggregate_id: str, cause: Cause, verb: Callable[[A], object]) -> Receipt:
        aggregate = await self.get(aggregate_id)
        if not may_reach(cause.actor, aggregate):
            raise self._not_found
        version = self._versions[aggregate_id]
        if self._absorbed_before(aggregate_id, cause):
            return Receipt(aggregate_id, version, repeated=True)
        if cause.expected_version not in (None, version):
            raise ChangedMeanwhile(version=version)
        verb(aggregate)
        self._refuse_taken(aggregate)
        return self._keep(aggregate, cause)

    def _keep(self, aggregate: A, cause: Cause) -> Receipt:
        self._states[aggregate.id] = self._adapter.dump_python(aggregate, mode="json")
        self._versions[aggregate.id] += 1
        self._handled[aggregate.id].append(cause)
        happened = aggregate.recorded()
        contracts = [c for c in map(self._outbound, happened) if c is not None]
        self.happened += happened
        last = self._sequences.get(aggregate.id, 0)
        self._sequences[aggregate.id] = last + len(contracts)
        self.published += contracts
        made = envelopes(contracts, self._service, aggregate.id, last, cause, cause.traceparent)
        self.events += [Event.model_validate(event) for event in made]
        return Receipt(aggregate.id, self._versions[aggregate.id])

    def _absorbed_before(self, aggregate_id: str, cause: Cause) -> bool:
        entries = self._handled[aggregate_id]
        for entry in entries:
            if entry.id == cause.id:
                if None not in (cause.digest, entry.digest) and cause.digest != entry.digest:
                    raise KeyReused
                return True
        if cause.subject is not None and any(
            entry.subject == cause.subject and (entry.sequence or 0) >= (cause.sequence or 0) for entry in entries
        ):
            raise OutOfOrder
        return False

    def _refuse_taken(self, aggregate: A) -> None:
        for error, key_of in self._unique.items():
            key = key_of(aggregate)
            others = (self._adapter.validate_python(s) for i, s in self._states.items() if i != aggregate.id)
            if key is not None and any(key_of(other) == key for other in others):
                raise error
        for error, keys_of in self._unique_each.items():
            keys = set(keys_of(aggregate))
            others = (self._adapter.validate_python(s) for i, s in self._states.items() if i != aggregate.id)
            if any(keys.intersection(keys_of(other)) for other in others):
                raise error
