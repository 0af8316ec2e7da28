"""Builders for tests of notify: items, contacts, its ports in memory, and causes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.notify.app import App
from services.notify.domain.announcement import Announcement, Duty, ItemKind
from services.notify.domain.contact import Contact
from services.notify.domain.delivery import Delivery, Outcome, Result
from services.notify.domain.fields import Language
from services.notify.domain.item import InboxItem
from services.notify.domain.ledger import ReminderLedger
from services.notify.domain.permissions import CLOCK
from services.notify.domain.subjects import deadline_missed
from services.notify.outbound import outbound
from services.notify.ports import Mail, Ports
from shared.kernel.cause import Actor, Cause
from shared.kernel.labels import Words
from shared.kernel.roles import Role
from tests.fakes import InMemoryRepository

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LI = Actor("jiuzhu", frozenset({Role.RESCUE_WORKER}))
HEAD = Actor("zhanzhang", frozenset({Role.STATION_HEAD}))
ADMIN = Actor("guanli", frozenset({Role.CENTRE_ADMIN}))
A_LIMIT = Words("发布寻亲公告", "publish a search notice")
CLOCKWORK = Actor("service:notify", CLOCK)


def a_cause(id_: str = "cause-1", actor: Actor = LI, at: datetime = MONDAY_9AM) -> Cause:
    """The cause of a command, or of a reaction when no order is looked at."""
    return Cause(id_, actor, at, correlation_id=id_)


def a_missed_deadline() -> Announcement:
    """救2026-0117 has no search notice after 24 hours."""
    return deadline_missed(Duty("case-117", "search_notice"), A_LIMIT, "救2026-0117", MONDAY_9AM)


def an_item(item_id: str = "i1", staff_id: str | None = None, role: Role = Role.RESCUE_WORKER) -> InboxItem:
    """An item for one person, or for a role, its recorded events forgotten."""
    said = a_missed_deadline()
    if staff_id is not None:
        item = InboxItem.to_staff(item_id, staff_id, said, "event-1")
    else:
        item = InboxItem.to_role(item_id, role, said, "event-1")
    item.__dict__.pop("_recorded", None)
    return item


def a_contact(staff_id: str, *roles: Role, email: str | None = None, **mail: bool) -> Contact:
    """A member of staff with an address of their own."""
    contact = Contact(staff_id)
    contact.enter(roles, email or f"{staff_id}@demo.example", Language.ZH)
    contact.mail |= {ItemKind(kind): wanted for kind, wanted in mail.items()}
    return contact


class BookInMemory:
    """The contacts of a repository in memory."""

    def __init__(self, contacts: InMemoryRepository[Contact]) -> None:
        self._contacts = contacts

    async def holding(self, role: str) -> list[Contact]:
        """Everybody who holds the role."""
        return [contact for contact in await self._contacts.all() if role in contact.roles]

    async def within(self, scope: str) -> list[Contact]:
        """The people from outside within whose scope this is."""
        return [contact for contact in await self._contacts.all() if scope in contact.scopes]

    async def named(self, staff_id: str) -> list[Contact]:
        """That person, or nobody."""
        return [contact for contact in await self._contacts.all() if contact.id == staff_id]

    async def absent_for(self, substitute: str, at: datetime) -> frozenset[str]:
        """Those on leave then, and whose substitute this is."""
        return frozenset(one.id for one in await self._contacts.all() if one.substitute_at(at) == substitute)


class RemindersInMemory:
    """The items of a repository in memory that ask for something to be done."""

    def __init__(self, items: InMemoryRepository[InboxItem]) -> None:
        self._items = items

    async def unsettled(self, case_id: str, code: str | None = None, about: str | None = None) -> list[str]:
        """Ids of the unsettled items about this duty of the case, or about any."""
        open_ = [(item.id, item.announcement.duty) for item in await self._items.all() if item.settled_at is None]
        of_case = [(id_, duty) for id_, duty in open_ if duty and duty.case_id == case_id]
        return [id_ for id_, duty in of_case if code in (None, duty.code) and about in (None, duty.about)]

    async def heard(self, publisher: str, case_id: str) -> int:
        """Nothing was heard before there were ledgers."""
        return 0


@dataclass
class MailerInMemory:
    """Keeps what it is given; ``results`` are answered one after the other, then SENT."""

    results: list[Result] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)

    async def send(self, mail: Mail) -> Result:
        """Keep the mail and answer the next result."""
        self.mails.append(mail)
        return self.results.pop(0) if self.results else Result(Outcome.SENT)


@dataclass
class Notify:
    """Notify in memory: its app, and what is behind it."""

    app: App
    items: InMemoryRepository[InboxItem]
    contacts: InMemoryRepository[Contact]
    deliveries: InMemoryRepository[Delivery]
    mailer: MailerInMemory

    async def with_contacts(self, *contacts: Contact) -> Notify:
        """Store contacts."""
        for contact in contacts:
            await self.contacts.create(contact, a_cause(f"enter {contact.id}"))
        return self

    async def with_items(self, *items: InboxItem) -> Notify:
        """Store items."""
        for item in items:
            await self.items.create(item, a_cause(f"make {item.id}"))
        return self


def notify_in_memory() -> Notify:
    """Notify with repositories in memory; queries need a real reader."""
    items = InMemoryRepository(InboxItem, outbound, service="notify")
    contacts = InMemoryRepository(Contact, outbound, service="notify")
    deliveries = InMemoryRepository(Delivery, outbound, service="notify")
    ledgers = InMemoryRepository(ReminderLedger, outbound, service="notify")
    mailer = MailerInMemory()
    ports = Ports(items, contacts, deliveries, ledgers, BookInMemory(contacts), RemindersInMemory(items), mailer)
    return Notify(App(ports, None), items, contacts, deliveries, mailer)  # type: ignore[arg-type]
