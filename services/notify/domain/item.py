"""An inbox item (通知): one announcement for one person, for all who hold a role, or for the people of a scope."""

import dataclasses
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.notify.domain.announcement import Announcement
from services.notify.domain.errors import ItemIsArchived, NotYourItem, SnoozeIsPast, SnoozeTooLong
from services.notify.domain.events import ItemCreated, ItemMarked, ItemPassedOn, ItemSettled
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from shared.kernel.scope import Scope

LONGEST_SNOOZE = timedelta(days=31)


@dataclass(frozen=True)
class Mark:
    """What one person did with an item. A mark with no times says that it is new to that person."""

    by: str
    read_at: datetime | None = None
    archived_at: datetime | None = None
    snoozed_until: datetime | None = None


@dataclass
class InboxItem(Aggregate):
    """One item. One of ``staff_id``, ``role`` and ``scope`` alone is set; each reader's marks are that reader's own.

    ``settled_at`` (已办结) is everybody's: what the item asked for has been done, or need not be done any more.
    ``scope`` (``organisation:<id>``) is for the people from outside whose scope has it.
    ``not_for`` is the one holder of the role who may not do what it asks for, and so does not have it.
    """

    id: str
    staff_id: str | None
    role: Role | None
    announcement: Announcement
    source: str
    marks: list[Mark] = dataclasses.field(default_factory=list)
    settled_at: datetime | None = None
    not_for: str | None = None
    scope: str | None = None
    instead_of: str | None = None
    """Who is on leave, where the item came to a substitute: it is nobody else's to read, archive or put off."""
    passed_to: str | None = None
    """The substitute who got an item of this one. What is older than the leave has none: it is shown there itself."""
    handed_from: str | None = None
    """Who had the open work before it was handed over."""

    @classmethod
    def to_staff(cls, item_id: str, staff_id: str, announcement: Announcement, source: str) -> "InboxItem":
        """An item for one person. ``source`` is the id of the event that it tells of."""
        return cls._new(cls(item_id, staff_id, None, announcement, source))

    @classmethod
    def to_role(
        cls, item_id: str, role: Role, announcement: Announcement, source: str, not_for: str | None = None
    ) -> "InboxItem":
        """An item for everybody who holds the role when they look, but for one of them."""
        return cls._new(cls(item_id, None, role, announcement, source, not_for=not_for))

    @classmethod
    def to_scope(cls, item_id: str, scope: str, announcement: Announcement, source: str) -> "InboxItem":
        """An item for the people from outside within whose scope this thing is (``organisation:<id>``)."""
        return cls._new(cls(item_id, None, None, announcement, source, scope=scope))

    def is_within(self, scope: Scope) -> bool:
        """People from outside reach the items for what is within their scope, and none of the office's."""
        return self.scope is not None and self.scope in scope.texts

    def for_substitute(self, item_id: str, staff_id: str) -> "InboxItem":
        """The same item for who stands in; what it asks for is settled for both together."""
        return self._new(InboxItem(item_id, staff_id, None, self.announcement, self.source, instead_of=self.staff_id))

    def pass_to(self, substitute: str) -> None:
        """The substitute has an item of this one from now on."""
        self.passed_to = substitute
        self.record(ItemPassedOn(self.id, substitute))

    def handed_to(self, item_id: str, staff_id: str, source: str) -> "InboxItem":
        """The same for who has the work now, who sees from whom it came; this one is then settled."""
        return self._new(InboxItem(item_id, staff_id, None, self.announcement, source, handed_from=self.staff_id))

    def mark_of(self, reader: str) -> Mark:
        """What this reader did with the item so far."""
        return next((mark for mark in self.marks if mark.by == reader), Mark(reader))

    def require_unarchived(self, reader: Actor, absent: AbstractSet[str] = frozenset()) -> Mark:
        """The reader's mark. Raises NotYourItem, and ItemIsArchived when the reader has put the item away.

        ``absent`` are those on leave for whom the reader stands in: what is theirs and open is the reader's too.
        """
        stands_in = self.staff_id in absent and self.settled_at is None and reader.scope is None
        of_the_role = self.role is not None and reader.holds({self.role}) and reader.id != self.not_for
        of_the_scope = reader.scope is not None and self.is_within(reader.scope)
        if reader.id != self.staff_id and not of_the_role and not of_the_scope and not stands_in:
            raise NotYourItem
        mark = self.mark_of(reader.id)
        if mark.archived_at is not None:
            raise ItemIsArchived
        return mark

    def read(self, by: Actor, at: datetime, absent: AbstractSet[str] = frozenset()) -> None:
        """The reader has seen it. Seeing it again keeps the first time."""
        mark = self.require_unarchived(by, absent)
        self._mark(replace(mark, read_at=mark.read_at or at, snoozed_until=None), at)

    def archive(self, by: Actor, at: datetime, absent: AbstractSet[str] = frozenset()) -> None:
        """The reader is done with it."""
        mark = self.require_unarchived(by, absent)
        self._mark(replace(mark, read_at=mark.read_at or at, archived_at=at, snoozed_until=None), at)

    def snooze(self, until: datetime, by: Actor, at: datetime, absent: AbstractSet[str] = frozenset()) -> None:
        """Put it off: it comes back as new at ``until``. Raises SnoozeIsPast and SnoozeTooLong."""
        mark = self.require_unarchived(by, absent)
        if until <= at:
            raise SnoozeIsPast
        if until > at + LONGEST_SNOOZE:
            raise SnoozeTooLong(days=LONGEST_SNOOZE.days)
        self._mark(replace(mark, read_at=None, snoozed_until=until.replace(microsecond=0)), at)

    def settle(self, at: datetime) -> None:
        """Nothing is left to do about it. Settling it again keeps the first time."""
        self.settled_at = self.settled_at or at
        self.record(ItemSettled(self.id, at))

    def _mark(self, mark: Mark, at: datetime) -> None:
        self.marks = [*(other for other in self.marks if other.by != mark.by), mark]
        self.record(ItemMarked(self.id, mark.by, at))

    @staticmethod
    def _new(item: "InboxItem") -> "InboxItem":
        item.record(ItemCreated(item.id, item.staff_id, item.role, item.scope))
        return item
