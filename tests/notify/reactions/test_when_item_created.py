"""Tests of who is mailed about an item."""

from datetime import time, timedelta

from services.notify.domain.contact import Contact, QuietHours
from services.notify.domain.fields import Language
from services.notify.domain.item import InboxItem
from shared.contracts.notify import ItemCreated
from shared.kernel.calendar import SHANGHAI
from shared.kernel.roles import Role
from tests.builders_notify import MONDAY_9AM, Notify, a_cause, a_contact, an_item, notify_in_memory

FOR_WORKERS = ItemCreated(item_id="i1", recipients=[], role="rescue_worker")


async def a_notify(*contacts: Contact) -> Notify:
    return await (await notify_in_memory().with_items(an_item())).with_contacts(*contacts)


async def mailed(notify: Notify, event: ItemCreated = FOR_WORKERS, cause: str = "event-2") -> list[str]:
    await notify.app.reactions[ItemCreated](event, a_cause(cause))
    return [delivery.staff_id for delivery in await notify.deliveries.all()]


async def test_when_item_created_for_a_role_mails_those_who_hold_it_and_want_it() -> None:
    notify = await a_notify(
        a_contact("jiuzhu", Role.RESCUE_WORKER),
        a_contact("wang", Role.RESCUE_WORKER, todo=False),
        a_contact("zhanzhang", Role.STATION_HEAD),
    )
    assert await mailed(notify) == ["jiuzhu"]


async def test_when_item_created_for_a_person_mails_that_person() -> None:
    notify = await a_notify(a_contact("jiuzhu", Role.RESCUE_WORKER), a_contact("wang", Role.RESCUE_WORKER))
    assert await mailed(notify, ItemCreated(item_id="i1", recipients=["wang"])) == ["wang"]


async def test_when_item_created_for_somebody_without_a_contact_mails_nobody() -> None:
    assert await mailed(await a_notify(), ItemCreated(item_id="i1", recipients=["wang"])) == []


async def test_when_item_created_twice_mails_once() -> None:
    notify = await a_notify(a_contact("jiuzhu", Role.RESCUE_WORKER))
    assert await mailed(notify) == await mailed(notify) == ["jiuzhu"]


async def test_two_items_of_one_event_are_mailed_to_a_person_with_both_roles_once() -> None:
    notify = await a_notify(a_contact("jiuzhu", Role.RESCUE_WORKER, Role.STATION_HEAD))
    await notify.with_items(an_item("i2", role=Role.STATION_HEAD))
    await mailed(notify)
    for_heads = ItemCreated(item_id="i2", recipients=[], role="station_head")
    assert await mailed(notify, for_heads, cause="event-3") == ["jiuzhu"]


async def test_when_item_created_in_quiet_hours_the_mail_waits() -> None:
    contact = a_contact("jiuzhu", Role.RESCUE_WORKER)
    contact.prefer({}, Language.ZH, QuietHours(time(8), time(10)))
    notify = await a_notify(contact)
    await mailed(notify)
    [delivery] = await notify.deliveries.all()
    assert delivery.next_due_at == MONDAY_9AM + timedelta(hours=1)
    assert delivery.next_due_at.astimezone(SHANGHAI).hour == 10


async def test_when_item_created_for_a_role_without_one_of_its_holders_that_one_gets_no_mail() -> None:
    heads = (a_contact("zhanzhang", Role.STATION_HEAD), a_contact("fuzhan", Role.STATION_HEAD))
    notify = await notify_in_memory().with_contacts(*heads)
    said = an_item().announcement
    await notify.with_items(InboxItem.to_role("i1", Role.STATION_HEAD, said, "event-1", not_for="zhanzhang"))
    assert await mailed(notify, ItemCreated(item_id="i1", recipients=[], role="station_head")) == ["fuzhan"]
