"""Stories of one organisation's standing as the registry tells them, and how they reach grants."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from shared.contracts.contract import Contract
from shared.contracts.registry import (
    OrganisationDeregistered,
    OrganisationListedAbnormal,
    OrganisationReasonCleared,
    OrganisationResumed,
    OrganisationRevoked,
    OrganisationStandingRestored,
    OrganisationSuspended,
)
from shared.kernel.errors import OutOfOrder
from tests.builders_grants import ORGANISATION, Grants, an_event_cause


@dataclass
class Registry:
    """Says what the real registry would say of one organisation: its events with their sequences."""

    open: dict[str, str] = field(default_factory=dict)
    said: list[tuple[int, Contract]] = field(default_factory=list)
    status: str = "registered"

    @property
    def blocked(self) -> bool:
        """Whether nothing may be paid in the end."""
        return bool(self.open) or self.status != "registered"

    def list(self, reason_id: str, code: str) -> "Registry":
        """Open one reason."""
        self.open[reason_id] = code
        return self._say(
            OrganisationListedAbnormal(
                organisation_id=ORGANISATION,
                reason_id=reason_id,
                reason_code=code,
                open_reasons=len(self.open),
                status=self.status,
            )
        )

    def clear(self, reason_id: str) -> "Registry":
        """Clear one reason; with the last one the standing is restored."""
        del self.open[reason_id]
        left = len(self.open)
        told = {"organisation_id": ORGANISATION, "status": self.status}
        self._say(OrganisationReasonCleared.model_validate({**told, "reason_id": reason_id, "open_reasons": left}))
        return self if left else self._say(OrganisationStandingRestored.model_validate(told))

    def suspend(self) -> "Registry":
        """限期停止活动."""
        return self._step("suspended", OrganisationSuspended)

    def resume(self) -> "Registry":
        """End the suspension."""
        return self._step("registered", OrganisationResumed)

    def deregister(self) -> "Registry":
        """注销."""
        return self._step("deregistered", OrganisationDeregistered)

    def revoke(self) -> "Registry":
        """撤销."""
        return self._step("revoked", OrganisationRevoked)

    def _step(self, status: str, kind: type[Contract]) -> "Registry":
        self.status = status
        return self._say(kind.model_validate({"organisation_id": ORGANISATION, "open_reasons": len(self.open)}))

    def _say(self, event: Contract) -> "Registry":
        self.said.append((len(self.said) + 2, event))  # 1 was the registration
        return self


async def deliver(grants: Grants, *messages: tuple[int, Contract]) -> list[tuple[int, Contract]]:
    """Hand over messages one after the other. Answers those that were out of order, which are parked."""
    parked = []
    for sequence, event in messages:
        try:
            await grants.app.reactions[type(event)](event, an_event_cause(sequence))
        except OutOfOrder:
            parked.append((sequence, event))
    return parked


async def replay(grants: Grants, *messages: tuple[int, Contract]) -> None:
    """Apply parked messages all the same, as a person may decide to: their causes carry no sequence any more."""
    for sequence, event in messages:
        forced = replace(an_event_cause(sequence), subject=None, sequence=None)
        await grants.app.reactions[type(event)](event, forced)


STORIES: dict[str, Callable[[], Registry]] = {
    "one reason, open": lambda: Registry().list("r1", "a"),
    "one reason, cleared": lambda: Registry().list("r1", "a").clear("r1"),
    "two reasons, one cleared": lambda: Registry().list("r1", "a").list("r2", "b").clear("r1"),
    "two reasons, both cleared": lambda: Registry().list("r1", "a").list("r2", "b").clear("r1").clear("r2"),
    "cleared and listed again": lambda: Registry().list("r1", "a").clear("r1").list("r2", "b"),
    "suspended": lambda: Registry().suspend(),
    "suspended and resumed": lambda: Registry().suspend().resume(),
    "suspended, then revoked": lambda: Registry().suspend().revoke(),
    "listed, suspended, cleared": lambda: Registry().list("r1", "a").suspend().clear("r1"),
    "suspended, listed, resumed": lambda: Registry().suspend().list("r1", "a").resume(),
    "listed, suspended, cleared, resumed": lambda: Registry().list("r1", "a").suspend().clear("r1").resume(),
    "listed, then deregistered": lambda: Registry().list("r1", "a").deregister(),
}
