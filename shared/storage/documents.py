"""How an aggregate becomes a document and back, and which events it has still to send."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from functools import reduce
from operator import getitem
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from shared.contracts.contract import Contract
from shared.contracts.decoding import places_of
from shared.contracts.envelope import Event, StoredEvent
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Cause
from shared.kernel.errors import Erased
from shared.kernel.ids import new_id
from shared.storage.journal import Happened
from shared.storage.mongo import Document
from shared.storage.vault import Vault, is_sealed

A = TypeVar("A", bound=Aggregate)
S = TypeVar("S")
Outbound = Callable[[Any], Contract | None]
View = Callable[[A], Document]
Upcast = Callable[[Document], Document]
"""Turns an opened state of an older shape into the present one, and leaves the present one as it is; pure."""


class StateUnreadable(Exception):
    """A stored state that does not fit this version of its class. Names the places, never the values."""


_EMPTY = ("", None)
_adapters: dict[type[Aggregate], TypeAdapter[Any]] = {}


def adapter_of(kind: type[A]) -> TypeAdapter[A]:
    """Converts this kind of aggregate to JSON and back; made once, since that takes a tenth of a second."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


class Documents(Generic[A]):
    """Translates one kind of aggregate.

    The fields named in ``sealed`` (``"person"``, or ``"identity.person"`` inside a part) are encrypted with the data
    key of the aggregate that ``key_of`` names: its own, or another's whose erasure takes this one's fields with it.
    An empty field (``""`` or None) stays as it is. What was stored before a field was sealed is read, too.
    """

    def __init__(
        self,
        kind: type[A],
        view: View[A] | None = None,
        sealed: Sequence[str] = (),
        vault: Vault | None = None,
        *,
        upcast: Upcast | None = None,
        key_of: Callable[[A], str] | None = None,
    ) -> None:
        if sealed and vault is None:
            raise ValueError(f"{kind.__name__} has sealed fields but no vault was given: it needs TONGXIN_MASTER_KEY")
        self._adapter: TypeAdapter[A] = adapter_of(kind)
        self._view = view
        self._sealed = [tuple(path.split(".")) for path in sealed]
        self._upcast = upcast
        self._key_of = key_of
        self.vault = vault

    async def make_key(self, aggregate: A) -> None:
        """Make the data key of a new aggregate, where it is sealed with its own. Another's key is never made here."""
        if self._sealed and self.vault is not None and self._key_of is None:
            await self.vault.make_key(aggregate.id)

    async def make_key_of_older(self, aggregate: A, state: Document) -> bool:
        """Make the data key of an aggregate that was stored before its fields were sealed; says whether it was."""
        clear = any(self._is_clear(state, path) for path in self._sealed)
        if clear:
            await self.make_key(aggregate)
        return clear

    @staticmethod
    def _is_clear(state: Document, path: Sequence[str]) -> bool:
        within: Any = state
        for part in path:
            within = within.get(part) if isinstance(within, dict) else None
        return within not in _EMPTY and not is_sealed(within)

    async def dump(self, aggregate: A) -> Document:
        """The ``state`` of the document, and its ``view`` where the service searches by derived fields.

        Raises Erased when the key that it is sealed with was destroyed.
        """
        state = self._adapter.dump_python(aggregate, mode="json")
        state.pop("id", None)
        if self.vault is not None:
            key = self._key(aggregate)
            for *parts, name in self._sealed:
                within = reduce(getitem, parts, state)
                if within[name] not in _EMPTY:
                    within[name] = await self.vault.seal(key, within[name])
        document: Document = {"state": state, "next_due_at": aggregate.next_due_at}
        return document | self.view_of(aggregate)

    async def dump_happened(self, aggregate: A, happened: Sequence[Happened]) -> list[Happened]:
        """What happened as the journal keeps it: sealed with the key that the state is sealed with.

        Raises Erased when that was destroyed.
        """
        if self.vault is None or not self._sealed:
            return list(happened)
        key = self._key(aggregate)
        return [replace(one, data=await self.vault.seal(key, one.data)) for one in happened]

    def _key(self, aggregate: A) -> str:
        return self._key_of(aggregate) if self._key_of else aggregate.id

    def view_of(self, aggregate: A) -> Document:
        """The ``view`` of the document alone; nothing where the service searches by no derived fields."""
        return {} if self._view is None else {"view": self._view(aggregate)}

    async def load(self, aggregate_id: str, state: Document) -> A:
        """The aggregate as saved, also in an older shape. Raises Erased when its key was destroyed."""
        opened = {**await open_sealed(state, self.vault), "id": aggregate_id}
        return read_state(self._adapter, opened, self._upcast)


def read_state(adapter: TypeAdapter[S], state: Document, upcast: Upcast | None = None) -> S:
    """The state as its class. Raises StateUnreadable; pydantic's own error would show a person's data in the log."""
    try:
        return adapter.validate_python(upcast(state) if upcast else state)
    except ValidationError as error:
        raise StateUnreadable(places_of(error)) from None


async def open_sealed(state: Document, vault: Vault | None) -> Document:
    """A copy of the state with its sealed fields opened, also those inside its parts.

    Raises Erased when the key was destroyed or no vault is held.
    """
    opened = dict(state)
    for name, value in state.items():
        if isinstance(value, dict):
            opened[name] = await open_sealed(value, vault)
        elif is_sealed(value):
            if vault is None:
                raise Erased
            opened[name] = await vault.open(value)
    return opened


def envelopes(
    contracts: Sequence[Contract], service: str, subject: str, last_sequence: int, cause: Cause, traceparent: str | None
) -> list[StoredEvent]:
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
        ).stored()
        for place, contract in enumerate(contracts, start=1)
    ]
