"""Staff accounts: who may sign in, with which roles, language and text size."""

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.gateway.auth.passwords import hash_password
from services.gateway.collection import Body, Collection
from services.gateway.i18n import known_language


class Staff(BaseModel):
    """One member of staff. ``id`` is the user name; it is what other services know this person by."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    roles: frozenset[str]
    password_hash: str
    email: str | None = None
    language: str = "zh"
    large_text: bool = False
    demo: bool = False
    disabled: bool = False
    """Has left: cannot sign in; the name stays for what this person did."""
    changed_at: datetime | None = None
    """When roles, address or leaving were last entered."""
    last_visit_at: datetime | None = None
    previous_visit_at: datetime | None = None


class Accounts:
    """The staff of the office. Demo accounts are invisible where they are switched off."""

    def __init__(self, collection: Collection, *, with_demo: bool) -> None:
        self._collection = collection
        self._with_demo = with_demo

    async def get(self, staff_id: str) -> Staff | None:
        """The member of staff who may sign in with this user name, or None."""
        staff = self._allowed(await self._collection.get(staff_id))
        return None if staff is None or staff.disabled else staff

    async def every(self) -> list[Staff]:
        """All members of staff, also those who have left."""
        return [staff for body in await self._collection.every() if (staff := self._allowed(body))]

    async def put(self, staff: Staff) -> None:
        """Keep a new or changed account."""
        await self._collection.change(staff.id, lambda _: staff.model_dump(mode="json"))

    async def disable(self, staff_id: str, at: datetime) -> Staff:
        """Close the account of a person who has left. Raises KeyError."""
        return await self._update(staff_id, lambda _: {"disabled": True, "changed_at": at})

    async def visited(self, staff_id: str, at: datetime) -> Staff:
        """Remember a sign-in: the visit before it is what 自我上次离开以来 counts from."""
        return await self._update(
            staff_id, lambda b: {"previous_visit_at": b.get("last_visit_at"), "last_visit_at": at}
        )

    async def prefer(self, staff_id: str, *, language: str | None = None, large_text: bool | None = None) -> Staff:
        """Keep the language or the text size that this person chose."""
        wanted: dict[str, object] = {}
        if language is not None:
            wanted["language"] = known_language(language)
        if large_text is not None:
            wanted["large_text"] = large_text
        return await self._update(staff_id, lambda _: wanted)

    async def change_password(self, staff_id: str, hashed: str) -> Staff:
        """Keep another password's hash."""
        return await self._update(staff_id, lambda _: {"password_hash": hashed})

    async def ensure_demo(self) -> None:
        """Make the demo accounts that are missing, if they are switched on here."""
        for account in DEMO_ACCOUNTS if self._with_demo else ():
            if await self._collection.get(account.staff_id) is None:
                hashed = await hash_password(account.password)
                roles = frozenset({account.role})
                await self.put(
                    Staff(
                        id=account.staff_id,
                        name=account.name,
                        roles=roles,
                        password_hash=hashed,
                        email=account.email,
                        demo=True,
                    )
                )

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
