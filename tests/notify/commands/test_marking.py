"""Tests of reading, archiving and snoozing as commands."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from services.notify.commands.archive_item import ArchiveItem
from services.notify.commands.read_item import ReadItem
from services.notify.commands.snooze_item import SnoozeItem
from services.notify.domain.errors import ItemIsArchived, NotYourItem
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_notify import HEAD, LI, MONDAY_9AM, a_cause, an_item, notify_in_memory

LATER = MONDAY_9AM + timedelta(hours=4)


async def test_read_item_marks_it_once_for_the_actor() -> None:
    notify = await notify_in_memory().with_items(an_item())
    for _ in range(2):
        await notify.app.give(ReadItem(item_id="i1"), a_cause())
    assert (await notify.items.get("i1")).mark_of(LI.id).read_at == MONDAY_9AM


async def test_archive_item_puts_it_away() -> None:
    notify = await notify_in_memory().with_items(an_item())
    await notify.app.give(ArchiveItem(item_id="i1"), a_cause("one"))
    with pytest.raises(ItemIsArchived):
        await notify.app.give(ArchiveItem(item_id="i1"), a_cause("two"))


async def test_snooze_item_puts_it_off() -> None:
    notify = await notify_in_memory().with_items(an_item())
    await notify.app.give(SnoozeItem(item_id="i1", until=LATER), a_cause())
    assert (await notify.items.get("i1")).mark_of(LI.id).snoozed_until == LATER


def test_snooze_item_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        SnoozeItem.model_validate({"item_id": "i1", "until": "2026-11-23T09:00:00"})


async def test_read_item_of_another_role_is_refused() -> None:
    notify = await notify_in_memory().with_items(an_item())
    with pytest.raises(NotYourItem):
        await notify.app.give(ReadItem(item_id="i1"), a_cause(actor=HEAD))


async def test_read_item_by_a_service_is_refused() -> None:
    notify = await notify_in_memory().with_items(an_item())
    with pytest.raises(RoleRequired):
        await notify.app.give(ReadItem(item_id="i1"), a_cause(actor=Actor("service:rescue")))
