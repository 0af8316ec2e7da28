"""Why a change happens: who or what asked, when, and the id that makes it happen once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from shared.kernel.errors import RoleRequired
from shared.kernel.ids import derived_id
from shared.kernel.roles import OUTSIDE_ROLES
from shared.kernel.scope import Scope, ScopeKind, powers


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member of staff with roles, a person from outside with a scope, or a service (``service:<name>``)."""

    id: str
    roles: frozenset[str] = frozenset()
    scope: Scope | None = None

    @property
    def is_from_outside(self) -> bool:
        """Whether the actor is not of the office: has a scope, or a role from outside even without one."""
        return self.scope is not None or not self.roles.isdisjoint(OUTSIDE_ROLES)

    def require(self, *allowed: str) -> None:
        """Raise RoleRequired unless the actor holds one of the allowed roles, and its scope lets the role count."""
        if not self.holds(allowed):
            raise RoleRequired(*allowed)

    def holds(self, allowed: Iterable[str]) -> bool:
        """Whether one of the roles is held, and counts."""
        return not powers(self.roles, self.scope).isdisjoint(allowed)

    def reached(self, kind: ScopeKind) -> frozenset[str]:
        """The ids of this kind within the actor's scope; none for staff, whose reach their roles say."""
        return self.scope.ids if self.scope is not None and self.scope.kind is kind else frozenset()


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
