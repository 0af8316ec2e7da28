"""What happens in notify, in the past tense; outbound.py decides which of it leaves the service."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ItemCreated:
    """An item was put into one person's inbox, or into that of everybody with a role, or of the people of a scope."""

    item_id: str
    staff_id: str | None
    role: str | None
    scope: str | None = None


@dataclass(frozen=True)
class ItemMarked:
    """Somebody read, archived or snoozed an item."""

    item_id: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ItemSettled:
    """What an item asked for has been done, or need not be done any more."""

    item_id: str
    at: datetime


@dataclass(frozen=True)
class ItemPassedOn:
    """An item of somebody on leave came to who stands in as well."""

    item_id: str
    to: str


@dataclass(frozen=True)
class ContactChanged:
    """How a member of staff is reached, or wants to be, has changed."""

    staff_id: str


@dataclass(frozen=True)
class MailDue:
    """A mail is to be sent."""

    delivery_id: str
    item_id: str


@dataclass(frozen=True)
class MailTried:
    """A mail was handed to the mail server, or was not; ``outcome`` says which."""

    delivery_id: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class NewsFollowed:
    """The ledger of a case's reminders took in an event with this place in the order of its subject."""

    ledger_id: str
    sequence: int | None


DomainEvent = (
    ItemCreated | ItemMarked | ItemSettled | ItemPassedOn | ContactChanged | MailDue | MailTried | NewsFollowed
)
