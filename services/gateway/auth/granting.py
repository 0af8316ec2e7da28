"""Who may give which roles, and manage whose account. Nobody manages the own one."""

from collections.abc import Iterable, Mapping

from services.gateway.auth.accounts import Staff
from services.gateway.auth.waiting_roles import ROLES, WaitingRoles
from shared.kernel.dual_control import Proposal
from shared.kernel.errors import DomainError
from shared.kernel.roles import OUTSIDE_ROLES, OutsideRole, Role, Roles

GRANTS: Mapping[str, frozenset[str]] = {
    Role.CENTRE_ADMIN: (frozenset(Role) - {Role.OPERATOR}) | OUTSIDE_ROLES,
    Role.OPERATOR: frozenset({Role.OPERATOR, Role.CENTRE_ADMIN}),
    Role.STATION_HEAD: frozenset({Role.RESCUE_WORKER, OutsideRole.WARD, OutsideRole.VILLAGE}),
}
"""The centre's administrator gives the office's roles and those from outside, and no key to the machines; operators
give theirs and appoint administrators, and so reach no person's data; the head of station gives the station's people,
wards and villages theirs."""
MANAGERS: Roles = frozenset({Role.CENTRE_ADMIN, Role.OPERATOR, Role.STATION_HEAD})


def grantable(roles: Iterable[str]) -> frozenset[str]:
    """The roles that somebody with these may give."""
    return frozenset(role for held in roles for role in GRANTS.get(held, frozenset()))


def may_manage(who: Staff, whom: Staff) -> bool:
    """Whether ``who`` may manage the account: every role that it holds, or waits for, is one that ``who`` may give."""
    return who.id != whom.id and whom.roles_to_come <= grantable(who.roles)


def proposed_roles(whom: Staff) -> Proposal[WaitingRoles]:
    """The roles that wait, beside whose they are to be and what is held already. Raises NoRolesWait."""
    return ROLES.waiting(whom.id, whom.waiting_roles, whom.name, whom.roles)


def may_confirm(who: Staff, whom: Staff) -> bool:
    """Whether ``who`` may approve the roles that ``whom`` waits for: manages the account, and did not propose them."""
    try:
        proposed_roles(whom).require_another(who.id)
    except DomainError:
        return False
    return not whom.disabled and may_manage(who, whom)
