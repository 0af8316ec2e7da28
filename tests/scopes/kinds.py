"""Every kind of actor: staff by role, people from outside with and without what belongs to their role, and mixtures."""

from __future__ import annotations

from shared.kernel.cause import Actor
from shared.kernel.roles import OutsideRole, Role
from shared.kernel.scope import KIND_OF, Scope, ScopeKind

A_THING = "one/thing"
STAFF = {role.value: Actor(f"staff-{role}", frozenset({role})) for role in Role}
OUTSIDERS = {role.value: Actor(f"out-{role}", frozenset({role}), Scope.of(KIND_OF[role], A_THING)) for role in KIND_OF}
"""With the scope that goes with the role."""

POWERLESS = {
    "nobody": Actor("nobody"),
    **{f"{role} without scope": Actor("lost", frozenset({role})) for role in OutsideRole},
    **{
        f"{role} with a scope of {kind}": Actor("odd", frozenset({role}), Scope.of(kind, A_THING))
        for role in OutsideRole
        for kind in ScopeKind
        if KIND_OF[role] is not kind
    },
    **{
        f"{role} with a scope of {kind}": Actor("odd", frozenset({role}), Scope.of(kind, A_THING))
        for role in Role
        for kind in ScopeKind
    },
    "everything at once without scope": Actor("odd", frozenset({*Role, *OutsideRole})),
}
"""What no account should be; whoever holds such a token may do nothing at all."""
