"""What the gateway asks of notify: a person's inbox and preferences, and who can be reached how."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from services.gateway.clients.service import Answer, Calls, segment
from shared.web.receipts import Accepted


class Thing(Answer):
    """What an item is about."""

    kind: str
    id: str


class InboxItem(Answer):
    """One inbox item in both languages."""

    id: str
    kind: str
    subject: str
    title_zh: str
    title_en: str
    why_zh: str
    why_en: str
    about: Thing
    role: str | None
    created_at: datetime
    read_at: datetime | None
    archived_at: datetime | None
    snoozed_until: datetime | None
    settled_at: datetime | None

    @property
    def link(self) -> str:
        """The way to the page where something can be done about it."""
        return f"/go/{self.about.kind}/{self.about.id}"

    def title(self, language: str) -> str:
        """The sentence."""
        return self.title_zh if language == "zh" else self.title_en

    def why(self, language: str) -> str:
        """Why this person got it."""
        return self.why_zh if language == "zh" else self.why_en


class Unread(Answer):
    """How many items are new, by kind and in all."""

    todo: int
    watch: int
    system: int
    all: int


class Inbox(Answer):
    """One page of a tab."""

    items: list[InboxItem]
    next_cursor: str | None
    unread: Unread


class QuietHours(Answer):
    """From when to when no mail is sent."""

    start: time
    end: time


class Preferences(Answer):
    """What a person hears by mail."""

    version: int
    email: str | None
    language: str
    mail: dict[str, bool]
    quiet_hours: QuietHours | None


class Notify:
    """Typed calls to notify."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def inbox(self, tab: str = "all", cursor: str | None = None, limit: int = 30) -> Inbox:
        """One page of the caller's inbox."""
        return Inbox.model_validate(await self._calls.get("/inbox", {"tab": tab, "cursor": cursor, "limit": limit}))

    async def mark(self, item_id: str, verb: str, key: str, **body: str) -> Accepted:
        """``read``, ``archive`` or ``snooze`` (with ``until``)."""
        return Accepted.model_validate(await self._calls.command(f"/inbox/{segment(item_id)}/{verb}", body, key))

    async def preferences(self) -> Preferences:
        """The caller's preferences."""
        return Preferences.model_validate(await self._calls.get("/preferences"))

    async def prefer(self, body: Mapping[str, object], key: str) -> None:
        """Choose them."""
        await self._calls.command("/preferences", body, key, method="PUT")

    async def put_contact(
        self, staff_id: str, roles: Iterable[str], email: str | None, language: str, key: str
    ) -> None:
        """Tell notify who a member of staff is and how to reach them."""
        body = {"roles": sorted(roles), "email": email, "language": language}
        await self._calls.command(f"/contacts/{segment(staff_id)}", body, key, method="PUT")
