"""All that notify needs from outside, besides the time and the actor that come with each cause."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.announcement import Announcement
from services.notify.domain.contact import Contact
from services.notify.domain.delivery import Delivery, Result
from services.notify.domain.fields import Language
from services.notify.domain.item import InboxItem
from services.notify.domain.ledger import ReminderLedger
from shared.kernel.repository import Repository


@dataclass(frozen=True)
class Mail:
    """One mail to send. ``delivery_id`` makes its Message-ID, the same on every attempt."""

    delivery_id: str
    address: str | None
    language: Language
    announcement: Announcement


class Mailer(Protocol):
    """Hands mails to the mail server."""

    async def send(self, mail: Mail) -> Result:
        """Try once. What goes wrong is an outcome, not an exception."""


class ContactBook(Protocol):
    """Finds the people that an item is for."""

    async def holding(self, role: str) -> list[Contact]:
        """Everybody known to hold the role."""

    async def within(self, scope: str) -> list[Contact]:
        """The people from outside within whose scope this is."""

    async def named(self, staff_id: str) -> list[Contact]:
        """That person, or nobody when no contact was entered."""

    async def absent_for(self, substitute: str, at: datetime) -> frozenset[str]:
        """The ids of those who are on leave then, and whose substitute this is."""


class Reminders(Protocol):
    """Finds the items that ask for something to be done."""

    async def unsettled(self, case_id: str, code: str | None = None, about: str | None = None) -> list[str]:
        """Ids of the unsettled items about this duty of the case, or about any; as of every write acknowledged.

        ``about`` leaves those of one notice, or of one of several limits of a code.
        """

    async def heard(self, publisher: str, case_id: str) -> int:
        """The highest sequence of that publisher's events about it that any of its items has absorbed; 0 for none."""


@dataclass(frozen=True)
class Ports:
    """What handlers and reactions may use."""

    items: Repository[InboxItem]
    contacts: Repository[Contact]
    deliveries: Repository[Delivery]
    ledgers: Repository[ReminderLedger]
    book: ContactBook
    reminders: Reminders
    mailer: Mailer
