"""Whether a mail that waited is still to be sent."""

from datetime import timedelta

from services.notify.domain.contact import Contact
from services.notify.domain.fields import Language
from services.notify.domain.item import InboxItem
from services.notify.domain.still_asks import still_asks
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from tests.builders_notify import MONDAY_9AM, a_contact, an_item

WORKER = Actor("jiuzhu", roles=frozenset({Role.RESCUE_WORKER}))


def reader() -> Contact:
    return a_contact("jiuzhu", Role.RESCUE_WORKER)


def of_the_role() -> InboxItem:
    item = an_item()
    return InboxItem.to_role("i2", Role.RESCUE_WORKER, item.announcement, "source")


def test_open_item_of_its_reader_is_sent() -> None:
    assert still_asks(of_the_role(), reader())
    own = InboxItem.to_staff("i3", "jiuzhu", an_item().announcement, "source")
    assert still_asks(own, reader())
    assert not still_asks(own, a_contact("other", Role.RESCUE_WORKER))


def test_what_is_dealt_with_is_not_sent() -> None:
    item = of_the_role()
    item.settle(MONDAY_9AM)
    assert not still_asks(item, reader())


def test_what_its_reader_put_away_is_not_sent_to_that_reader() -> None:
    item = of_the_role()
    item.archive(WORKER, MONDAY_9AM + timedelta(hours=1))
    assert not still_asks(item, reader())
    assert still_asks(item, a_contact("other", Role.RESCUE_WORKER))


def test_mails_that_were_switched_off_since_are_not_sent() -> None:
    contact = reader()
    contact.prefer(dict.fromkeys(contact.mail, False), Language.ZH, None)
    assert not still_asks(of_the_role(), contact)


def test_who_has_left_or_lost_the_role_gets_nothing() -> None:
    contact = reader()
    contact.enter([Role.FINANCE], "z@example.cn", Language.ZH)
    assert not still_asks(of_the_role(), contact)
    contact.enter([], None, Language.ZH)
    assert not still_asks(InboxItem.to_staff("i3", "jiuzhu", an_item().announcement, "source"), contact)


def test_item_of_a_scope_is_sent_to_its_people_alone() -> None:
    item = InboxItem.to_scope("i4", "organisation:o1", an_item().announcement, "source")
    inside = reader()
    inside.enter([], "z@example.cn", Language.ZH, ["organisation:o1"])
    assert still_asks(item, inside)
    assert not still_asks(item, reader())


def test_who_may_not_decide_is_not_asked_by_mail() -> None:
    item = InboxItem.to_role("i5", Role.RESCUE_WORKER, an_item().announcement, "source", not_for="jiuzhu")
    assert not still_asks(item, reader())
