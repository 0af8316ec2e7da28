"""Why a change happens: who or what asked, when, and the id that makes it happen once."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.kernel.errors import RoleRequired
from shared.kernel.ids import derived_id


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member of staff with roles, or a service (``service:<name>``, no roles)."""

    id: str
    roles: frozenset[str] = frozenset()

    def require(self, *allowed: str) -> None:
        """Raise RoleRequired unless the actor holds one of the allowed roles."""
        if not self.roles.intersection(allowed):
            raise RoleRequired(*allowed)


@dataclass(frozen=True, slots=True)
class Cause:
    """The cause of one change. ``id`` is the command's idempotency key or the event's id.

    ``subject`` and ``sequence`` are set when the cause is an event; ``expected_version`` when a person edited a
    version they saw (If-Match); ``digest`` fingerprints the request, so that a reused key is noticed.
    """

    id: str
    actor: Actor
    at: datetime
    correlation_id: str
    causation_id: str | None = None
    traceparent: str | None = None
    expected_version: int | None = None
    digest: str | None = None
    subject: str | None = None
    sequence: int | None = None
    reason: str | None = field(default=None, repr=False)

    def new_id(self, kind: str) -> str:
        """The id of the thing of this kind that this cause creates; the same when the cause is repeated."""
        return derived_id(kind, self.id)
