"""Accounts of staff and of people from outside: who may sign in, with which roles, scope, language and text size."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.gateway.auth.passwords import hash_password
from services.gateway.auth.waiting_roles import WaitingRoles
from services.gateway.collection import Body, Collection
from services.gateway.i18n import known_language
from shared.kernel.roles import OUTSIDE_ROLES
from shared.kernel.scope import Scope

State = Literal["active", "away", "invited", "left"]
"""Can sign in; can, but is on leave today; has chosen no password yet; has left."""


class Leave(BaseModel):
    """When somebody is away, both days included (Asia/Shanghai), and who looks after the open work meanwhile."""

    model_config = ConfigDict(frozen=True)

    from_on: date
    until_on: date
    substitute: str


class Staff(BaseModel):
    """One person with an account. ``id`` is the user name; it is what other services know this person by."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    roles: frozenset[str]
    scope: Scope | None = None
    """What a person from outside may reach; the office's own staff have none."""
    password_hash: str
    email: str | None = None
    language: str = "zh"
    language_choices: int = 0
    """How often another language was chosen: each is news for whoever writes to this person."""
    large_text: bool = False
    demo: bool = False
    disabled: bool = False
    """Has left: cannot sign in; the name stays for what this person did."""
    changed_at: datetime | None = None
    """When roles, address, leave or leaving were last entered."""
    version: int = 0
    """Counts what administrators entered, so that one does not overwrite what another has just entered."""
    leave: Leave | None = None
    waiting_roles: WaitingRoles | None = None
    """Roles that a second administrator has to approve; until then they are not held."""
    last_visit_at: datetime | None = None
    previous_visit_at: datetime | None = None

    @property
    def is_from_outside(self) -> bool:
        """Whether this person is not of the office."""
        return self.scope is not None or not self.roles.isdisjoint(OUTSIDE_ROLES)

    @property
    def roles_to_come(self) -> frozenset[str]:
        """The roles that are held, and those that wait for a second administrator."""
        return self.roles.union(self.waiting_roles.roles if self.waiting_roles else ())

    def is_away(self, today: date) -> bool:
        """Whether this person is on leave on that day."""
        return self.leave is not None and self.leave.from_on <= today <= self.leave.until_on

    def state(self, today: date) -> State:
        """How the account stands on that day."""
        if self.disabled:
            return "left"
        if not self.password_hash:
            return "invited"
        return "away" if self.is_away(today) else "active"


class AccountChanged(Exception):
    """Somebody else has entered something about the account since the page was opened."""


class Accounts:
    """The staff of the office. Demo accounts are invisible where they are switched off."""

    def __init__(self, collection: Collection, *, with_demo: bool) -> None:
        self._collection = collection
        self._with_demo = with_demo
        self.changed = asyncio.Event()
        """Set when this process changed an account; whoever tells others of accounts clears it."""

    async def get(self, staff_id: str) -> Staff | None:
        """The member of staff who may sign in with this user name, or None."""
        staff = self._allowed(await self._collection.get(staff_id))
        return None if staff is None or staff.disabled else staff

    async def known(self, staff_id: str) -> Staff | None:
        """The member of staff with this user name, also one who has left, or None."""
        return self._allowed(await self._collection.get(staff_id))

    async def every(self) -> list[Staff]:
        """All members of staff, also those who have left."""
        return [staff for body in await self._collection.every() if (staff := self._allowed(body))]

    async def put(self, staff: Staff) -> None:
        """Keep a new or changed account."""
        await self._collection.change(staff.id, lambda _: staff.model_dump(mode="json"))

    async def add(self, staff: Staff) -> bool:
        """Keep a new account; False when the user name is taken."""

        def verb(body: Body | None) -> Body:
            if body is not None:
                raise _Taken
            return staff.model_dump(mode="json")

        try:
            await self._collection.change(staff.id, verb)
        except _Taken:
            return False
        self.changed.set()
        return True

    async def administer(self, staff_id: str, seen: int | None, at: datetime, **changes: object) -> Staff:
        """Keep what somebody entered who saw version ``seen`` (None: whichever). Raises AccountChanged, KeyError."""

        def entered(body: Body) -> Body:
            version = Staff.model_validate(body).version
            if seen is not None and version != seen:
                raise AccountChanged
            return {**changes, "version": version + 1, "changed_at": at}

        staff = await self._update(staff_id, entered)
        self.changed.set()
        return staff

    async def disable(self, staff_id: str, at: datetime) -> Staff:
        """Close the account of a person who has left. Raises KeyError."""
        return await self.administer(staff_id, None, at, disabled=True)

    async def visited(self, staff_id: str, at: datetime) -> Staff:
        """Remember a sign-in: the visit before it is what 自我上次离开以来 counts from."""
        return await self._update(
            staff_id, lambda b: {"previous_visit_at": b.get("last_visit_at"), "last_visit_at": at}
        )

    async def prefer(self, staff_id: str, *, language: str | None = None, large_text: bool | None = None) -> Staff:
        """Keep the language or the text size that this person chose."""

        def chosen(body: Body) -> Body:
            staff = Staff.model_validate(body)
            told = staff.language if language is None else known_language(language)
            times = staff.language_choices + (told != staff.language)
            large = staff.large_text if large_text is None else large_text
            return {"language": told, "language_choices": times, "large_text": large}

        return await self._update(staff_id, chosen)

    async def change_password(self, staff_id: str, hashed: str) -> Staff:
        """Keep another password's hash."""
        return await self._update(staff_id, lambda _: {"password_hash": hashed})

    async def ensure_demo(self) -> None:
        """Make the demo accounts that are missing, if they are switched on here."""
        for one in DEMO_ACCOUNTS if self._with_demo else ():
            if await self._collection.get(one.staff_id) is None:
                told = {
                    "id": one.staff_id,
                    "name": one.name,
                    "roles": {one.role},
                    "scope": one.scope,
                    "email": one.email,
                }
                hashed = await hash_password(one.password)
                await self.put(Staff.model_validate({**told, "password_hash": hashed, "demo": True}))

    async def _update(self, staff_id: str, changes: Callable[[Body], Body]) -> Staff:
        def verb(body: Body | None) -> Body:
            if body is None:
                raise KeyError(staff_id)
            return Staff.model_validate({**body, **changes(body)}).model_dump(mode="json")

        return Staff.model_validate(await self._collection.change(staff_id, verb))

    def _allowed(self, body: Body | None) -> Staff | None:
        if body is None:
            return None
        staff = Staff.model_validate(body)
        return None if staff.demo and not self._with_demo else staff


class _Taken(Exception):
    """Somebody has the user name already."""
