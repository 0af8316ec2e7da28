"""What administrators do with accounts: each act is checked, kept in the trail, and refused in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from services.gateway.auth.account_rules import (
    NOT_LEFT,
    NOT_YOURS,
    TAKEN,
    AccountRefused,
    require_change,
    require_grantable,
    require_leave,
    require_there,
    require_whole,
)
from services.gateway.auth.accounts import AccountChanged, Accounts, Leave, Staff
from services.gateway.auth.approving import Decide, RoleStores, approve, decline
from services.gateway.auth.audit import Trail, What
from services.gateway.auth.granting import may_manage
from services.gateway.auth.invitations import Invitations
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.second_factor import SecondFactors
from services.gateway.auth.session import Sessions
from services.gateway.auth.waiting_roles import READS_PERSONS, WaitingRoles, listed, waiting_after
from shared.kernel.act import Act
from shared.kernel.errors import DomainError
from shared.kernel.scope import Scope


@dataclass(frozen=True)
class By:
    """Who acts, when and from where."""

    staff: Staff
    at: datetime
    place: str = ""


@dataclass(frozen=True)
class Administration:
    """The stores that acts on accounts touch."""

    accounts: Accounts
    invitations: Invitations
    sessions: Sessions
    lockout: Lockout
    factors: SecondFactors
    trail: Trail

    async def invite(self, by: By, staff: Staff) -> str:
        """Make an account without a password; answer the code by which its owner chooses one. Raises AccountRefused.

        Of its roles those that read about people in rescue wait for a second administrator.
        """
        require_grantable(by.staff, staff.roles)
        require_whole(staff.roles, staff.scope)
        waiting = waiting_after(staff.roles, frozenset(), None, by.staff.id, by.at)
        held = staff.roles - READS_PERSONS
        made = staff.model_copy(update={"changed_at": by.at, "roles": held, "waiting_roles": waiting})
        if not await self.accounts.add(made):
            raise AccountRefused("user_name", TAKEN, who=staff.id)
        code = await self.invitations.make(staff.id, by.staff.id, by.at)
        await self._note(What.INVITED, by, staff.id, roles=listed(held), scope=_texts(staff.scope))
        await self._note_proposed(by, staff.id, None, waiting)
        return code

    async def invite_again(self, by: By, staff_id: str, seen: int | None) -> str:
        """A new code; the earlier one and the password are of no more use. Raises AccountRefused, AccountChanged."""
        require_there(await self._managed(by, staff_id))
        await self.accounts.administer(staff_id, seen, by.at, password_hash="")
        await self.sessions.end_all(staff_id)
        await self.lockout.unlock(staff_id)
        code = await self.invitations.make(staff_id, by.staff.id, by.at)
        await self._note(What.INVITED, by, staff_id)
        return code

    async def revoke_invitation(self, by: By, staff_id: str) -> None:
        """The code that was given out is of no more use. Raises AccountRefused."""
        await self._managed(by, staff_id)
        if await self.invitations.revoke(staff_id):
            await self._note(What.INVITATION_REVOKED, by, staff_id)

    async def change_roles(
        self, by: By, staff_id: str, seen: int | None, roles: Iterable[str], scope: Scope | None = None
    ) -> None:
        """Other roles and scope from the next sign-in on; open sessions end. Raises AccountRefused, AccountChanged.

        New ones that read about people in rescue wait for a second administrator; what is taken away goes at once.
        """
        whom, wanted = await self._managed(by, staff_id), frozenset(roles)
        require_there(whom)
        require_grantable(by.staff, wanted)
        require_whole(wanted, scope)
        require_change(whom, wanted, scope)
        waiting = waiting_after(wanted, whom.roles, whom.waiting_roles, by.staff.id, by.at)
        held = wanted - frozenset(waiting.roles if waiting else ())
        version = whom.version if seen is None else seen
        changes = {"roles": held, "scope": scope, "waiting_roles": waiting}
        await self.accounts.administer(staff_id, version, by.at, **changes)
        await self.sessions.end_all(staff_id)
        roles_changed = {"added": listed(held - whom.roles), "removed": listed(whom.roles - held)}
        await self._note(What.ROLES_CHANGED, by, staff_id, **roles_changed, scope=_texts(scope))
        await self._note_proposed(by, staff_id, whom.waiting_roles, waiting)

    async def approve_roles(self, by: By, staff_id: str, seen: int | None, code: str) -> None:
        """Give the roles that wait, as ``code`` says that ``by`` saw them. Raises AccountRefused, AccountChanged."""
        await self._decide_roles(approve, by, staff_id, seen, code)

    async def decline_roles(self, by: By, staff_id: str, seen: int | None) -> None:
        """The roles that wait are not given, or are taken back. Raises AccountRefused, AccountChanged."""
        await self._decide_roles(decline, by, staff_id, seen)

    async def _decide_roles(self, decide: Decide, by: By, staff_id: str, seen: int | None, code: str = "") -> None:
        whom = await self._managed(by, staff_id)
        require_there(whom)
        if seen not in (None, whom.version):
            raise AccountChanged
        stores = RoleStores(self.accounts, self.sessions, self.trail)
        try:
            await decide(stores, whom, Act(by.staff.id, by.at, by.at, seen=code), by.place)
        except DomainError as refused:
            raise AccountRefused("", refused.zh) from refused

    async def note_leave(self, by: By, staff_id: str, seen: int | None, leave: Leave, today: date) -> None:
        """Who is away from when until when, and who stands in. Raises AccountRefused, AccountChanged."""
        whom = await self._managed(by, staff_id)
        require_there(whom)
        require_leave(whom, leave, await self.accounts.known(leave.substitute), today)
        await self.accounts.administer(staff_id, seen, by.at, leave=leave.model_dump(mode="json"))
        days = {"from": leave.from_on.isoformat(), "until": leave.until_on.isoformat()}
        await self._note(What.LEAVE_NOTED, by, staff_id, **days, substitute=leave.substitute)

    async def end_leave(self, by: By, staff_id: str, seen: int | None) -> None:
        """The person is back, or does not go. Raises AccountRefused, AccountChanged."""
        await self._managed(by, staff_id)
        await self.accounts.administer(staff_id, seen, by.at, leave=None)
        await self._note(What.LEAVE_ENDED, by, staff_id)

    async def close(self, by: By, staff_id: str, seen: int | None) -> None:
        """The person has left; the name stays for what was done. Raises AccountRefused, AccountChanged."""
        require_there(await self._managed(by, staff_id))
        await self.accounts.administer(staff_id, seen, by.at, disabled=True, leave=None)
        await self.sessions.end_all(staff_id)
        await self.invitations.revoke(staff_id)
        await self._note(What.CLOSED, by, staff_id)

    async def reopen(self, by: By, staff_id: str, seen: int | None) -> str:
        """The person is back: with a new password and second step. Raises AccountRefused, AccountChanged."""
        if not (await self._managed(by, staff_id)).disabled:
            raise AccountRefused("", NOT_LEFT)
        await self.accounts.administer(staff_id, seen, by.at, disabled=False, password_hash="")
        await self.factors.remove(staff_id)
        await self._note(What.REOPENED, by, staff_id)
        return await self.invite_again(by, staff_id, None)

    async def unlock(self, by: By, staff_id: str) -> None:
        """Forget wrong tries for this name. Raises AccountRefused."""
        await self._managed(by, staff_id)
        await self.lockout.unlock(staff_id)
        await self._note(What.UNLOCKED, by, staff_id)

    async def end_sessions(self, by: By, staff_id: str) -> None:
        """Sign the person out everywhere. Raises AccountRefused."""
        await self._managed(by, staff_id)
        ended = await self.sessions.end_all(staff_id)
        await self._note(What.SESSIONS_ENDED, by, staff_id, count=str(ended))

    async def remove_factor(self, by: By, staff_id: str) -> None:
        """The phone is lost: the second step is set up anew. Raises AccountRefused."""
        await self._managed(by, staff_id)
        await self.factors.remove(staff_id)
        await self.sessions.end_all(staff_id)
        await self._note(What.FACTOR_REMOVED, by, staff_id)

    async def handed_over(self, by: By, staff_id: str, to: str, count: int) -> None:
        """Keep in the trail that so much work was handed over."""
        await self._note(What.WORK_HANDED_OVER, by, staff_id, to=to, count=str(count))

    async def _note_proposed(
        self, by: By, staff_id: str, before: WaitingRoles | None, waiting: WaitingRoles | None
    ) -> None:
        if waiting is not None and waiting is not before:
            await self._note(What.ROLES_PROPOSED, by, staff_id, added=listed(waiting.roles))

    async def _managed(self, by: By, staff_id: str) -> Staff:
        whom = await self.accounts.known(staff_id)
        if whom is None or not may_manage(by.staff, whom):
            raise AccountRefused("", NOT_YOURS)
        return whom

    async def _note(self, what: What, by: By, whom: str, **facts: str) -> None:
        told = {name: value for name, value in facts.items() if value}
        await self.trail.note(what, by.at, by.staff.id, whom, by.place, **told)


def _texts(scope: Scope | None) -> str:
    return ",".join(scope.texts) if scope else ""
