"""A role from outside counts only with a scope of its kind, and a scope never adds to what staff may do."""

import pytest

from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from shared.kernel.roles import OutsideRole, Role, role_names
from shared.kernel.scope import KIND_OF, Scope, ScopeKind, is_whole

ALL_ROLES = (*Role, *OutsideRole)
SCOPES = (None, *(Scope.of(kind, "one") for kind in ScopeKind))


def holds(role: str, scope: Scope | None) -> bool:
    """Whether somebody with this role and scope passes where that role is asked for."""
    try:
        Actor("somebody", frozenset({role}), scope).require(role)
    except RoleRequired:
        return False
    return True


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("role", ALL_ROLES)
def test_role_counts_only_with_the_scope_that_goes_with_it(role: Role | OutsideRole, scope: Scope | None) -> None:
    fitting = scope is None if isinstance(role, Role) else scope is not None and KIND_OF[role] is scope.kind
    assert holds(role, scope) is fitting
    assert is_whole(frozenset({role}), scope) is fitting


@pytest.mark.parametrize("scope", SCOPES)
def test_role_of_staff_beside_one_from_outside_gives_nothing(scope: Scope | None) -> None:
    roles = frozenset({"station_head", "ward"})
    with pytest.raises(RoleRequired):
        Actor("somebody", roles, scope).require("station_head")
    assert not is_whole(roles, scope)
    assert Actor("somebody", roles, scope).is_from_outside


def test_every_role_from_outside_has_a_kind_and_a_name() -> None:
    assert set(KIND_OF) == set(OutsideRole)
    assert role_names(["ward"], "zh") == "病区"
    assert not is_whole(frozenset(), None)


def test_scope_is_read_from_its_own_texts() -> None:
    scope = Scope.of(ScopeKind.WARD, "市三院/精神科", "a:b/c")
    assert Scope.parse(scope.texts) == scope
    assert scope.covers(ScopeKind.WARD, "a:b/c")
    assert not scope.covers(ScopeKind.ORGANISATION, "a:b/c")


@pytest.mark.parametrize("texts", [[], ["ward"], ["ward:"], ["king:1"], ["ward:a", "village:b"]])
def test_text_that_is_no_scope_is_refused(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="a scope is kind:id"):
        Scope.parse(texts)
