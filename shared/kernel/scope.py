"""What a person from outside the office may reach: the things of one kind that are theirs, named by their ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from shared.kernel.labels import LabelledEnum
from shared.kernel.roles import OUTSIDE_ROLES, OutsideRole


class ScopeKind(LabelledEnum):
    """What the ids of a scope name."""

    ORGANISATION = "organisation", "社会组织", "Organisation"
    """By the register's id."""
    ROUND = "round", "评审批次", "Round of reviews"
    VILLAGE = "village", "村（社区）", "Village"
    """By its administrative division code."""
    AUTHORITY = "authority", "业务主管单位", "Supervisor authority"
    WARD = "ward", "病区", "Ward"
    """By ``institution/ward``."""
    BUREAU = "bureau", "民政局", "Civil affairs bureau"
    """By its administrative division code."""


KIND_OF = {
    OutsideRole.ORGANISATION_MEMBER: ScopeKind.ORGANISATION,
    OutsideRole.JUDGE: ScopeKind.ROUND,
    OutsideRole.VILLAGE: ScopeKind.VILLAGE,
    OutsideRole.AUTHORITY: ScopeKind.AUTHORITY,
    OutsideRole.WARD: ScopeKind.WARD,
    OutsideRole.BUREAU: ScopeKind.BUREAU,
}
"""The kind of scope that each role from outside goes with; with any other, or with none, it gives nothing."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The things of one kind that a person from outside may reach. The office's own staff have no scope."""

    kind: ScopeKind
    ids: frozenset[str]

    @classmethod
    def of(cls, kind: ScopeKind, *ids: str) -> Self:
        """A scope over these ids."""
        return cls(kind, frozenset(ids))

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Self:
        """A scope from texts such as ``organisation:0190...``, all of one kind. Raises ValueError."""
        parted = [text.partition(":") for text in texts]
        kinds = {kind for kind, _, _ in parted}
        ids = frozenset(scoped.strip() for _, _, scoped in parted)
        known = [kind for kind in ScopeKind if {kind.value} == kinds]
        if not known or not all(ids):
            raise ValueError("a scope is kind:id, and all of one kind")
        return cls(known[0], ids)

    @property
    def texts(self) -> list[str]:
        """The scope as texts, in order; ``parse`` reads them."""
        return [f"{self.kind.value}:{scoped}" for scoped in sorted(self.ids)]

    def covers(self, kind: ScopeKind, scoped: str) -> bool:
        """Whether this thing of this kind is within it."""
        return self.kind is kind and scoped in self.ids


def powers(roles: frozenset[str], scope: Scope | None) -> frozenset[str]:
    """The roles that count. Safe when account and token are wrong.

    Without a scope: those of the staff, and none at all when one of them is from outside. With a scope: only those
    from outside that go with its kind; a role of the staff gives nothing to somebody who has a scope.
    """
    if scope is not None:
        return frozenset(role for role, kind in KIND_OF.items() if role in roles and kind is scope.kind)
    return roles if roles.isdisjoint(OUTSIDE_ROLES) else frozenset()


def is_whole(roles: frozenset[str], scope: Scope | None) -> bool:
    """Whether every role of an account counts: it is of the staff without a scope, or from outside with its scope."""
    return bool(roles) and powers(roles, scope) == roles
