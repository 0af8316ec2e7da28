"""An inbox item (通知): one announcement for one person, or for everybody who holds a role."""

import dataclasses
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.notify.domain.announcement import Announcement
from services.notify.domain.errors import ItemIsArchived, NotYourItem, SnoozeIsPast, SnoozeTooLong
from services.notify.domain.events import ItemCreated, ItemMarked, ItemSettled
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor
from shared.kernel.roles import Role

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
    """One item. Exactly one of ``staff_id`` and ``role`` is set; each reader's marks are that reader's alone.

    ``settled_at`` (已办结) is everybody's: what the item asked for has been done, or need not be done any more.
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

    def mark_of(self, reader: str) -> Mark:
        """What this reader did with the item so far."""
        return next((mark for mark in self.marks if mark.by == reader), Mark(reader))

    def require_unarchived(self, reader: Actor) -> Mark:
        """The reader's mark. Raises NotYourItem, and ItemIsArchived when the reader has put the item away."""
        of_the_role = self.role in reader.roles and reader.id != self.not_for
        if reader.id != self.staff_id and not of_the_role:
            raise NotYourItem
        mark = self.mark_of(reader.id)
        if mark.archived_at is not None:
            raise ItemIsArchived
        return mark

    def read(self, by: Actor, at: datetime) -> None:
        """The reader has seen it. Seeing it again keeps the first time."""
        mark = self.require_unarchived(by)
        self._mark(replace(mark, read_at=mark.read_at or at, snoozed_until=None), at)

    def archive(self, by: Actor, at: datetime) -> None:
        """The reader is done with it."""
        mark = self.require_unarchived(by)
        self._mark(replace(mark, read_at=mark.read_at or at, archived_at=at, snoozed_until=None), at)

    def snooze(self, until: datetime, by: Actor, at: datetime) -> None:
        """Put it off: it comes back as new at ``until``. Raises SnoozeIsPast and SnoozeTooLong."""
        mark = self.require_unarchived(by)
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
        item.record(ItemCreated(item.id, item.staff_id, item.role))
        return item
