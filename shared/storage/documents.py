"""How an aggregate becomes a document and back, and which events it has still to send."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from shared.contracts.contract import Contract
from shared.contracts.decoding import places_of
from shared.contracts.envelope import Event
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Cause
from shared.kernel.ids import new_id
from shared.storage.vault import Erased, Vault, is_sealed

A = TypeVar("A", bound=Aggregate)
S = TypeVar("S")
Document = dict[str, Any]
Outbound = Callable[[Any], Contract | None]
View = Callable[[Any], Document]


class StateUnreadable(Exception):
    """A stored state that this version of its class does not take. Tells where, and nothing of what stood there."""


_adapters: dict[type[Aggregate], TypeAdapter[Any]] = {}


def adapter_of(kind: type[A]) -> TypeAdapter[A]:
    """What turns this kind of aggregate into JSON and back: made once, since that takes a tenth of a second."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


class Documents(Generic[A]):
    """Translates one kind of aggregate. The top-level fields named in ``sealed`` are encrypted with its own key."""

    def __init__(
        self, kind: type[A], view: View | None = None, sealed: Sequence[str] = (), vault: Vault | None = None
    ) -> None:
        if sealed and vault is None:
            raise ValueError(f"{kind.__name__} has sealed fields but no vault was given")
        self._adapter: TypeAdapter[A] = adapter_of(kind)
        self._view = view
        self._sealed = tuple(sealed)
        self.vault = vault

    @property
    def is_sealed(self) -> bool:
        """Whether this kind keeps sealed fields."""
        return bool(self._sealed)

    async def dump(self, aggregate: A) -> Document:
        """The ``state`` of the document, and its ``view`` where the service searches by derived fields."""
        state = self._adapter.dump_python(aggregate, mode="json")
        state.pop("id", None)
        if self.vault is not None:
            for name in self._sealed:
                state[name] = await self.vault.seal(aggregate.id, state[name])
        document: Document = {"state": state, "next_due_at": aggregate.next_due_at}
        if self._view is not None:
            document["view"] = self._view(aggregate)
        return document

    async def load(self, aggregate_id: str, state: Document) -> A:
        """The aggregate as saved. Raises Erased when its key was destroyed."""
        return read_state(self._adapter, {**await open_sealed(state, self.vault), "id": aggregate_id})


def read_state(adapter: TypeAdapter[S], state: Document) -> S:
    """The state as its class. Raises StateUnreadable; pydantic's own error would show a person's data in the log."""
    try:
        return adapter.validate_python(state)
    except ValidationError as error:
        raise StateUnreadable(places_of(error)) from None


async def open_sealed(state: Document, vault: Vault | None) -> Document:
    """A copy of the state with its sealed fields opened. Raises Erased when the key was destroyed or none is held."""
    opened = dict(state)
    for name, value in state.items():
        if is_sealed(value):
            if vault is None:
                raise Erased
            opened[name] = await vault.open(value)
    return opened


def envelopes(
    contracts: Sequence[Contract], service: str, subject: str, last_sequence: int, cause: Cause, traceparent: str | None
) -> list[Document]:
    """The contract events of one save as CloudEvents, numbered on from ``last_sequence``."""
    return [
        Event(
            id=new_id(),
            source=f"/tongxin/{service}",
            type=contract.type(),
            subject=subject,
            time=cause.at.astimezone(UTC),
            dataschema=f"urn:tongxin:schema:{contract.type()}",
            data=contract.payload(),
            sequence=last_sequence + place,
            correlationid=cause.correlation_id,
            causationid=cause.id,
            actor=cause.actor.id,
            traceparent=traceparent,
        ).model_dump(mode="json")
        for place, contract in enumerate(contracts, start=1)
    ]
