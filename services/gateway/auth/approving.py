"""The second person gives the roles that wait, on the page of the account or on the server."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.audit import Trail, What
from services.gateway.auth.granting import proposed_roles
from services.gateway.auth.session import Sessions
from services.gateway.auth.waiting_roles import listed
from shared.kernel.act import Act


@dataclass(frozen=True)
class RoleStores:
    """What giving roles touches."""

    accounts: Accounts
    sessions: Sessions
    trail: Trail


Decide = Callable[[RoleStores, Staff, Act, str], Awaitable[None]]


async def approve(stores: RoleStores, whom: Staff, act: Act, place: str = "") -> None:
    """Give the roles that wait; open sessions end, and both persons are kept in the trail.

    ``whom`` is the account as the second person saw it. Raises NoRolesWait, RolesNeedAnother, SeenHasChanged, and
    AccountChanged where it is another now.
    """
    told = proposed_roles(whom).confirm(act)
    held = whom.roles.union(told.roles)
    await stores.accounts.administer(whom.id, whom.version, act.recorded_at, roles=held, waiting_roles=None)
    await stores.sessions.end_all(whom.id)
    facts = {"added": listed(told.roles), "proposed_by": told.proposed_by, "review_code": act.seen}
    await stores.trail.note(What.ROLES_APPROVED, act.recorded_at, act.by, whom.id, place, **facts)


async def decline(stores: RoleStores, whom: Staff, act: Act, place: str = "") -> None:
    """The roles that wait are not given, or their proposer takes them back. Raises NoRolesWait or AccountChanged."""
    told = proposed_roles(whom).what
    await stores.accounts.administer(whom.id, whom.version, act.recorded_at, waiting_roles=None)
    facts = {"removed": listed(told.roles), "proposed_by": told.proposed_by}
    await stores.trail.note(What.ROLES_DECLINED, act.recorded_at, act.by, whom.id, place, **facts)
