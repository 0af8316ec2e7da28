"""Tests of trying a mail."""

from datetime import time, timedelta

import pytest

from services.notify.commands.send_mail import SendMail
from services.notify.domain.contact import Contact, QuietHours
from services.notify.domain.delivery import BACK_OFF, LEASE, Delivery, DeliveryState, Outcome, Result
from services.notify.domain.fields import Language
from shared.clock.deadlines import NothingDue
from shared.kernel.errors import RoleRequired
from shared.kernel.roles import Role
from tests.builders_notify import CLOCKWORK, MONDAY_9AM, Notify, a_cause, a_contact, an_item, notify_in_memory

SEND = SendMail(delivery_id="d1")


async def a_due_mail(contact: Contact | None = None) -> Notify:
    notify = await notify_in_memory().with_items(an_item())
    await notify.with_contacts(contact or a_contact("jiuzhu", Role.RESCUE_WORKER))
    await notify.deliveries.create(Delivery.due("d1", "i1", "jiuzhu", MONDAY_9AM), a_cause("make d1"))
    return notify


async def send(notify: Notify, key: str = "tick-1", after: timedelta = timedelta(0)) -> Delivery:
    await notify.app.give(SEND, a_cause(key, CLOCKWORK, MONDAY_9AM + after))
    return await notify.deliveries.get("d1")


async def test_send_mail_hands_it_to_the_server_and_records_it() -> None:
    notify = await a_due_mail()
    delivery = await send(notify)
    assert delivery.state is DeliveryState.SENT
    [mail] = notify.mailer.mails
    assert (mail.delivery_id, mail.address) == ("d1", "jiuzhu@demo.example")


async def test_send_mail_that_was_sent_is_not_sent_again() -> None:
    notify = await a_due_mail()
    await send(notify)
    with pytest.raises(NothingDue):
        await send(notify, "tick-2", timedelta(days=1))
    assert len(notify.mailer.mails) == 1


async def test_send_mail_with_the_server_away_tries_again_after_a_rest() -> None:
    notify = await a_due_mail()
    notify.mailer.results = [Result(Outcome.AWAY, "smtp 451")]
    assert (await send(notify)).next_due_at == MONDAY_9AM + BACK_OFF[0]
    with pytest.raises(NothingDue):
        await send(notify, "tick-2")
    assert (await send(notify, "tick-3", BACK_OFF[0])).state is DeliveryState.SENT


async def test_send_mail_broken_off_before_its_record_is_sent_again_under_the_same_name() -> None:
    """At least once: what a crash hides from us goes out again, with the Message-ID that it had."""
    notify = await a_due_mail()
    await notify.deliveries.change("d1", a_cause("tick-0"), lambda mine: mine.begin_attempt("x", MONDAY_9AM))
    with pytest.raises(NothingDue):
        await send(notify)
    assert (await send(notify, "tick-2", LEASE)).state is DeliveryState.SENT
    assert notify.mailer.mails[0].delivery_id == "d1"


async def test_send_mail_goes_to_the_address_entered_last() -> None:
    notify = await a_due_mail()
    await notify.contacts.change("jiuzhu", a_cause("mend"), lambda c: c.enter(c.roles, "new@demo.example", c.language))
    await send(notify)
    assert notify.mailer.mails[0].address == "new@demo.example"


async def test_send_mail_in_quiet_hours_is_held_back_however_it_came_to_be_due_then() -> None:
    """A second try, a catch-up after downtime, hours chosen meanwhile: nobody is mailed while they sleep."""
    notify = await a_due_mail()
    quiet = QuietHours(time(8), time(12))
    await notify.contacts.change("jiuzhu", a_cause("choose"), lambda c: c.prefer({}, Language.ZH, quiet))
    held = await send(notify)
    assert (held.state, held.attempts, notify.mailer.mails) == (DeliveryState.PENDING, [], [])
    assert held.next_due_at == MONDAY_9AM + timedelta(hours=3)
    assert (await send(notify, "tick-2", timedelta(hours=3))).state is DeliveryState.SENT


async def test_send_mail_by_a_person_is_refused() -> None:
    with pytest.raises(RoleRequired):
        await (await a_due_mail()).app.give(SEND, a_cause())


async def test_send_mail_that_is_needed_no_longer_is_called_off_and_never_tried() -> None:
    notify = await a_due_mail()
    await notify.items.change("i1", a_cause("settled"), lambda item: item.settle(MONDAY_9AM))
    delivery = await send(notify)
    assert (delivery.state, delivery.next_due_at, delivery.attempts) == (DeliveryState.CALLED_OFF, None, [])
    assert notify.mailer.mails == []
    with pytest.raises(NothingDue):
        await send(notify, "tick-2")


async def test_mail_that_waited_for_somebody_who_has_left_is_called_off() -> None:
    """Also the second try of one that the server did not take: the account may be closed between two tries."""
    notify = await a_due_mail()
    notify.mailer.results = [Result(Outcome.AWAY, "smtp 451")]
    await send(notify)
    await notify.contacts.change("jiuzhu", a_cause("left"), lambda c: c.enter([], None, Language.ZH))
    assert (await send(notify, "tick-2", BACK_OFF[0])).state is DeliveryState.CALLED_OFF
    assert len(notify.mailer.mails) == 1
