"""Tests of an inbox item and what its readers do with it."""

from datetime import timedelta

import pytest

from services.notify.app import COMMANDS
from services.notify.domain.errors import ItemIsArchived, NotYourItem, SnoozeIsPast, SnoozeTooLong
from services.notify.domain.events import ItemCreated, ItemMarked, ItemSettled
from services.notify.domain.item import InboxItem, Mark
from services.notify.domain.permissions import ON_ITEM
from shared.kernel.actions import Offers
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_notify import HEAD, LI, MONDAY_9AM, a_missed_deadline, an_item

LATER = MONDAY_9AM + timedelta(hours=4)
WANG = Actor("wang", frozenset({Role.RESCUE_WORKER}))


def test_to_staff_is_for_that_person() -> None:
    item = InboxItem.to_staff("i1", "jiuzhu", a_missed_deadline(), "event-1")
    assert item.recorded() == [ItemCreated("i1", "jiuzhu", None)]


def test_to_role_is_for_the_role() -> None:
    item = InboxItem.to_role("i1", Role.RESCUE_WORKER, a_missed_deadline(), "event-1")
    assert item.recorded() == [ItemCreated("i1", None, "rescue_worker")]


def test_read_marks_it_for_the_reader_alone_and_keeps_the_first_time() -> None:
    item = an_item()
    item.read(LI, MONDAY_9AM)
    item.read(LI, LATER)
    assert item.mark_of("jiuzhu") == Mark("jiuzhu", read_at=MONDAY_9AM)
    assert item.mark_of("wang") == Mark("wang")
    assert item.recorded()[0] == ItemMarked("i1", "jiuzhu", MONDAY_9AM)


@pytest.mark.parametrize("item", [an_item(role=Role.STATION_HEAD), an_item(staff_id="wang")], ids=["role", "person"])
def test_read_of_what_is_not_for_the_reader_is_refused(item: InboxItem) -> None:
    with pytest.raises(NotYourItem):
        item.read(LI, MONDAY_9AM)


def test_read_of_ones_own_item_needs_no_role() -> None:
    item = an_item(staff_id="zhanzhang")
    item.read(HEAD, MONDAY_9AM)
    assert item.mark_of("zhanzhang").read_at == MONDAY_9AM


def test_archive_reads_it_too_and_ends_it_for_the_reader() -> None:
    item = an_item()
    item.snooze(LATER, LI, MONDAY_9AM)
    item.archive(LI, MONDAY_9AM)
    assert item.mark_of("jiuzhu") == Mark("jiuzhu", read_at=MONDAY_9AM, archived_at=MONDAY_9AM)
    with pytest.raises(ItemIsArchived):
        item.snooze(LATER, LI, MONDAY_9AM)
    item.read(WANG, MONDAY_9AM)
    assert len(item.marks) == 2


def test_snooze_makes_it_new_again_later() -> None:
    item = an_item()
    item.read(LI, MONDAY_9AM)
    item.snooze(LATER.replace(microsecond=7), LI, MONDAY_9AM)
    assert item.mark_of("jiuzhu") == Mark("jiuzhu", snoozed_until=LATER)


def test_read_of_a_snoozed_item_brings_it_back() -> None:
    item = an_item()
    item.snooze(LATER, LI, MONDAY_9AM)
    item.read(LI, MONDAY_9AM)
    assert item.mark_of("jiuzhu").snoozed_until is None


def test_snooze_into_the_past_is_refused() -> None:
    with pytest.raises(SnoozeIsPast):
        an_item().snooze(MONDAY_9AM, LI, MONDAY_9AM)


def test_snooze_for_too_long_is_refused() -> None:
    with pytest.raises(SnoozeTooLong):
        an_item().snooze(MONDAY_9AM + timedelta(days=32), LI, MONDAY_9AM)


def test_item_actions_are_allowed_until_it_is_archived() -> None:
    item, offers = an_item(), Offers(COMMANDS)
    assert [(action.name, action.allowed) for action in offers.on(ON_ITEM, (item, frozenset()), LI)] == [
        ("read_item", True),
        ("archive_item", True),
        ("snooze_item", True),
    ]
    item.archive(LI, MONDAY_9AM)
    refused = offers.on(ON_ITEM, (item, frozenset()), LI)
    assert {(action.allowed, action.reason_en) for action in refused} == {(False, ItemIsArchived.en)}


def test_settle_is_for_all_readers_and_keeps_the_first_time() -> None:
    item = an_item()
    item.settle(MONDAY_9AM)
    item.settle(MONDAY_9AM + timedelta(hours=1))
    assert item.settled_at == MONDAY_9AM
    assert item.recorded()[0] == ItemSettled("i1", MONDAY_9AM)


def test_item_of_a_role_is_not_for_the_one_holder_who_may_not_do_it() -> None:
    item = InboxItem.to_role("i1", Role.STATION_HEAD, a_missed_deadline(), "event-1", not_for=HEAD.id)
    with pytest.raises(NotYourItem):
        item.read(HEAD, MONDAY_9AM)
    item.read(Actor("other-head", frozenset({Role.STATION_HEAD})), MONDAY_9AM)


FENGZHISHE = "organisation:org-1"
MEMBER = Actor("jigou", frozenset({"organisation_member"}), Scope.of(ScopeKind.ORGANISATION, "org-1", "org-2"))


def test_to_scope_is_for_the_people_within_whose_scope_it_is() -> None:
    item = InboxItem.to_scope("i1", FENGZHISHE, a_missed_deadline(), "event-1")
    assert item.recorded() == [ItemCreated("i1", None, None, FENGZHISHE)]
    item.read(MEMBER, MONDAY_9AM)
    assert item.mark_of("jigou").read_at == MONDAY_9AM
    for reader in (
        LI,
        Actor("other", MEMBER.roles, Scope.of(ScopeKind.ORGANISATION, "org-3")),
        Actor("x", MEMBER.roles),
    ):
        with pytest.raises(NotYourItem):
            item.read(reader, MONDAY_9AM)


@pytest.mark.parametrize("item", [an_item(), an_item(staff_id="wang")], ids=["role", "person"])
def test_items_of_the_office_are_out_of_reach_for_everybody_from_outside(item: InboxItem) -> None:
    assert MEMBER.scope is not None
    assert not item.is_within(MEMBER.scope)
    with pytest.raises(NotYourItem):
        item.read(Actor("x", frozenset({"rescue_worker"}), MEMBER.scope), MONDAY_9AM)


def test_item_for_a_substitute_says_the_same_and_whom_it_stands_in_for() -> None:
    item = an_item(staff_id="jiuzhu")
    theirs = item.for_substitute("i2", WANG.id)
    assert (theirs.announcement, theirs.source, theirs.instead_of) == (item.announcement, item.source, "jiuzhu")
    assert theirs.recorded() == [ItemCreated("i2", "wang", None)]
    theirs.read(WANG, MONDAY_9AM)
    with pytest.raises(NotYourItem):
        theirs.read(LI, MONDAY_9AM)


def test_open_item_of_somebody_on_leave_is_the_substitutes_too_until_it_is_settled_or_the_leave_ends() -> None:
    item = an_item(staff_id="jiuzhu")
    with pytest.raises(NotYourItem):
        item.read(WANG, MONDAY_9AM)
    item.read(WANG, MONDAY_9AM, frozenset({"jiuzhu"}))
    assert (item.mark_of("wang").read_at, item.mark_of("jiuzhu").read_at) == (MONDAY_9AM, None)
    with pytest.raises(NotYourItem):
        item.archive(WANG, MONDAY_9AM, frozenset({"zhang"}))
    item.settle(MONDAY_9AM)
    with pytest.raises(NotYourItem):
        item.archive(WANG, MONDAY_9AM, frozenset({"jiuzhu"}))


def test_item_that_is_handed_over_says_from_whom_and_is_a_new_one_to_the_next() -> None:
    item = an_item(staff_id="jiuzhu")
    theirs = item.handed_to("i2", "wang", "event-2")
    assert (theirs.staff_id, theirs.handed_from, theirs.announcement) == ("wang", "jiuzhu", item.announcement)
    assert theirs.recorded() == [ItemCreated("i2", "wang", None)]


def test_item_that_was_passed_on_knows_to_whom() -> None:
    item = an_item()
    item.pass_to("other")
    assert item.passed_to == "other"
