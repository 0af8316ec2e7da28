"""From a decoded event to its reaction, with the cause that makes the effect happen once."""

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Protocol

from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract
from shared.contracts.decoding import Decoded, Unreadable, decode
from shared.contracts.envelope import Event
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock
from shared.kernel.errors import DomainError, OutOfOrder
from shared.kernel.handling import Reaction
from shared.observability import metrics
from shared.observability.tracing import span_within
from shared.storage.mongo import StorageAway

Reacts = Mapping[type[Contract], Reaction]
TIME_LIMIT_S = 30.0
IN_PLACE_PAUSES_S = (0.02, 0.1)
"""How often a reaction that fails is repeated in place, while its subject waits."""
_seconds = cache(metrics.reaction_seconds.labels)


class Reacting(Protocol):
    """A service's App, of which its host only needs to know to which events it reacts."""

    @property
    def reactions(self) -> Reacts:
        """The reaction to each event."""


class NoReaction(DomainError):
    """A message that this service does not react to: from a binding of an older version, or by mistake."""

    slug = "no-reaction"
    zh, en = "本服务不处理 {type}。", "This service does not react to {type}."


class Reactions:
    """All reactions of a service, by contract."""

    def __init__(self, by_contract: Reacts, clock: Clock) -> None:
        self._by_contract = dict(by_contract)
        self._clock = clock

    @property
    def types(self) -> set[str]:
        """The event types to bind: every published version of each contract, since older ones are upcast."""
        names = {contract.NAME for contract in self._by_contract}
        return {type_ for type_, contract in all_contracts().items() if contract.NAME in names}

    def understands(self, body: bytes) -> bool:
        """Whether this version of the service can read the message and reacts to it."""
        try:
            decoded = decode(body)
        except Unreadable:
            return False
        return type(decoded.contract) in self._by_contract

    async def apply(self, decoded: Decoded) -> None:
        """React once. Raises NoReaction, TimeoutError after 30 s, or whatever the reaction raises."""
        event = decoded.event
        reaction = self._by_contract.get(type(decoded.contract))
        if reaction is None:
            raise NoReaction(type=event.type)
        with (
            span_within(event.traceparent, f"react {event.type}"),
            _seconds(event.type).time(),
        ):
            async with asyncio.timeout(TIME_LIMIT_S):
                await reaction(decoded.contract, self._cause(event))
        metrics.consumer_lag_seconds.observe(max(0.0, (self._clock.now() - event.time).total_seconds()))

    async def try_in_place(self, decoded: Decoded) -> Exception | None:
        """Apply, with a few short repeats. Answers the last error, or None. Raises StorageAway at once."""
        error: Exception | None = None
        for pause in (*IN_PLACE_PAUSES_S, None):
            try:
                await self.apply(decoded)
            except StorageAway:
                raise
            except (OutOfOrder, NoReaction) as final:
                return final
            except Exception as failed:  # noqa: BLE001  (whatever a reaction trips over is kept with its message)
                error = failed
            else:
                return None
            if pause is not None:
                await asyncio.sleep(pause)
        return error

    def _cause(self, event: Event) -> Cause:
        return Cause(
            id=event.id,
            actor=Actor(event.actor),
            at=self._clock.now(),
            correlation_id=event.correlationid,
            causation_id=event.causationid,
            traceparent=event.traceparent,
            subject=event.subject,
            sequence=event.sequence,
        )
