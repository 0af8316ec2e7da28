"""Tests of who is mailed about an item."""

from datetime import date, time, timedelta

import pytest

from services.notify.domain.contact import Away, Contact, QuietHours
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


async def test_when_item_created_for_a_scope_mails_its_people_and_nobody_of_the_office() -> None:
    mine, other = a_contact("jigou"), a_contact("other")
    for contact, organisation in ((mine, "org-1"), (other, "org-2")):
        contact.enter((), contact.email, Language.ZH, [f"organisation:{organisation}"])
    notify = await a_notify(mine, other, a_contact("jiuzhu", Role.RESCUE_WORKER))
    assert await mailed(notify, ItemCreated(item_id="i1", recipients=[], scope="organisation:org-1")) == ["jigou"]


def on_leave(contact: Contact, substitute: str) -> Contact:
    """The contact on leave this Monday and Tuesday."""
    contact.note_leave(Away(date(2026, 11, 23), date(2026, 11, 24), substitute))
    return contact


async def routed(notify: Notify, event: ItemCreated) -> list[tuple[str | None, str | None]]:
    """Whose items there are besides the first, and instead of whom."""
    await notify.app.reactions[ItemCreated](event, a_cause("event-2"))
    return [(item.staff_id, item.instead_of) for item in await notify.items.all() if item.id != event.item_id]


async def test_item_of_somebody_on_leave_comes_to_the_substitute_too_and_once() -> None:
    contacts = (on_leave(a_contact("jiuzhu", Role.RESCUE_WORKER), "wang"), a_contact("wang", Role.RESCUE_WORKER))
    notify = await notify_in_memory().with_items(an_item("i1", "jiuzhu"))
    await notify.with_contacts(*contacts)
    event = ItemCreated(item_id="i1", recipients=["jiuzhu"])
    assert await routed(notify, event) == await routed(notify, event) == [("wang", "jiuzhu")]


async def test_substitute_on_leave_passes_nothing_on() -> None:
    contacts = (
        on_leave(a_contact("jiuzhu", Role.RESCUE_WORKER), "wang"),
        on_leave(a_contact("wang", Role.RESCUE_WORKER), "jiuzhu"),
    )
    notify = await notify_in_memory().with_items(an_item("i1", "jiuzhu"))
    await notify.with_contacts(*contacts)
    [(staff_id, _)] = await routed(notify, ItemCreated(item_id="i1", recipients=["jiuzhu"]))
    item = next(one for one in await notify.items.all() if one.staff_id == staff_id)
    await notify.app.reactions[ItemCreated](ItemCreated(item_id=item.id, recipients=["wang"]), a_cause("event-3"))
    assert len(await notify.items.all()) == 2


async def test_item_outside_the_leave_or_for_a_role_comes_to_no_substitute() -> None:
    contact = a_contact("jiuzhu", Role.RESCUE_WORKER)
    contact.note_leave(Away(date(2026, 11, 24), date(2026, 11, 30), "wang"))
    notify = await notify_in_memory().with_items(an_item("i1", "jiuzhu"), an_item("i2"))
    await notify.with_contacts(contact, on_leave(a_contact("zhang", Role.RESCUE_WORKER), "wang"))
    assert await routed(notify, ItemCreated(item_id="i1", recipients=["jiuzhu"])) == [(None, None)]
    await notify.app.reactions[ItemCreated](
        ItemCreated(item_id="i2", recipients=[], role="rescue_worker"), a_cause("e")
    )
    assert len(await notify.items.all()) == 2


@pytest.mark.parametrize("roles", [(), (Role.REGISTRAR,)], ids=["has left", "has another role now"])
async def test_substitute_without_a_role_in_common_any_more_gets_nothing(roles: tuple[Role, ...]) -> None:
    contacts = (on_leave(a_contact("jiuzhu", Role.RESCUE_WORKER), "wang"), a_contact("wang", *roles))
    notify = await notify_in_memory().with_items(an_item("i1", "jiuzhu"))
    await notify.with_contacts(*contacts)
    assert await routed(notify, ItemCreated(item_id="i1", recipients=["jiuzhu"])) == []
