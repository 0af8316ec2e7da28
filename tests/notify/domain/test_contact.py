"""Tests of how members of staff are reached and what they want to hear."""

from datetime import UTC, date, datetime, time, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.announcement import ItemKind
from services.notify.domain.contact import Away, Contact, QuietHours, mask_email
from services.notify.domain.errors import QuietHoursEmpty, QuietHoursZoned
from services.notify.domain.events import ContactChanged
from services.notify.domain.fields import Language
from shared.kernel.calendar import SHANGHAI
from shared.kernel.roles import Role
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_notify import MONDAY_9AM, a_contact

NIGHT = QuietHours(time(22), time(7, 30))
NOON = QuietHours(time(12), time(13))


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def test_enter_keeps_each_role_once() -> None:
    contact = Contact("jiuzhu")
    contact.enter([Role.RESCUE_WORKER, Role.RESCUE_WORKER, Role.OPERATOR], "li@demo.example", Language.EN)
    assert contact.roles == ["operator", "rescue_worker"]
    assert contact.recorded() == [ContactChanged("jiuzhu")]


def test_wants_mail_at_first_for_what_is_to_be_done() -> None:
    contact = a_contact("jiuzhu", Role.RESCUE_WORKER)
    assert contact.wants_mail(ItemKind.TODO)
    assert not contact.wants_mail(ItemKind.WATCH)


def test_wants_mail_without_an_address_is_never() -> None:
    contact = Contact("jiuzhu")
    assert not contact.wants_mail(ItemKind.TODO)


def test_prefer_changes_what_it_names_alone() -> None:
    contact = a_contact("jiuzhu", Role.RESCUE_WORKER)
    contact.prefer({ItemKind.WATCH: True}, Language.EN, NIGHT)
    assert contact.wants_mail(ItemKind.TODO)
    assert contact.wants_mail(ItemKind.WATCH)
    assert contact.language is Language.EN
    assert contact.roles == ["rescue_worker"]


@pytest.mark.parametrize(
    ("hours", "due", "sent"),
    [
        (NIGHT, at(21, 59), at(21, 59)),
        (NIGHT, at(22), at(7, 30, day=24)),
        (NIGHT, at(3), at(7, 30)),
        (NIGHT, at(7, 30), at(7, 30)),
        (NOON, at(11, 59), at(11, 59)),
        (NOON, at(12, 30), at(13)),
        (NOON, at(13), at(13)),
    ],
)
def test_mail_from_waits_for_the_end_of_quiet_hours(hours: QuietHours, due: datetime, sent: datetime) -> None:
    contact = a_contact("jiuzhu")
    contact.prefer({}, Language.ZH, hours)
    assert contact.mail_from(due) == sent


def test_mail_from_without_quiet_hours_is_at_once() -> None:
    assert a_contact("jiuzhu").mail_from(MONDAY_9AM) == MONDAY_9AM


def test_quiet_hours_around_the_clock_are_refused() -> None:
    with pytest.raises(QuietHoursEmpty):
        QuietHours(time(8), time(8))


@pytest.mark.parametrize("zone", [UTC, SHANGHAI])
def test_quiet_hours_with_a_zone_are_refused(zone: tzinfo) -> None:
    with pytest.raises(QuietHoursZoned):
        QuietHours(time(22, tzinfo=zone), time(7))
    with pytest.raises(QuietHoursZoned):
        QuietHours(time(22), time(7, tzinfo=zone))


def test_enter_again_leaves_the_language_that_the_person_chose() -> None:
    contact = a_contact("jiuzhu")
    contact.enter([], None, Language.EN)
    assert contact.language is Language.EN
    contact.prefer({}, Language.ZH, None)
    contact.enter([], None, Language.EN)
    assert contact.language is Language.ZH


@given(st.times(), st.times(), st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001
def test_quiet_hours_delay_less_than_a_day_and_never_into_themselves(start: time, end: time, due: datetime) -> None:
    if start == end:
        return
    hours, instant = QuietHours(start, end), due.replace(tzinfo=UTC)
    after = hours.after(instant)
    assert 0 <= (after - instant).total_seconds() < 86_400
    assert hours.after(after) == after


@pytest.mark.parametrize(
    ("address", "masked"), [("li.mei@demo.example", "l***@demo.example"), ("l@b", "l***@b"), ("x", "***@x")]
)
def test_mask_email_keeps_one_character_and_the_domain(address: str, masked: str) -> None:
    assert mask_email(address) == masked


def test_contact_is_within_the_scopes_that_were_entered_for_it_alone() -> None:
    contact = Contact("jigou")
    contact.enter([], None, Language.ZH, ["organisation:org-1", "organisation:org-2"])
    assert contact.is_within(Scope.of(ScopeKind.ORGANISATION, "org-2", "org-3"))
    assert not contact.is_within(Scope.of(ScopeKind.ORGANISATION, "org-3"))
    assert not contact.is_within(Scope.of(ScopeKind.VILLAGE, "org-1"))
    assert not a_contact("jiuzhu", Role.RESCUE_WORKER).is_within(Scope.of(ScopeKind.ORGANISATION, "org-1"))


@pytest.mark.parametrize(
    ("moment", "substitute"),
    [
        (at(23, 59, day=22), None),
        (at(0, day=23), "wang"),
        (at(23, 59, day=24), "wang"),
        (at(0, day=25), None),
    ],
)
def test_substitute_stands_in_on_the_first_and_the_last_day_of_leave(moment: datetime, substitute: str | None) -> None:
    contact = a_contact("jiuzhu")
    contact.note_leave(Away(date(2026, 11, 23), date(2026, 11, 24), "wang"))
    assert contact.substitute_at(moment) == substitute


def test_nobody_stands_in_before_leave_is_noted_or_after_it_was_taken_back() -> None:
    contact = a_contact("jiuzhu")
    assert contact.substitute_at(MONDAY_9AM) is None
    contact.note_leave(Away(date(2026, 11, 23), date(2026, 11, 24), "wang"))
    contact.note_leave(None)
    assert contact.substitute_at(MONDAY_9AM) is None


def test_two_work_beside_each_other_while_they_share_a_role() -> None:
    worker = a_contact("jiuzhu", Role.RESCUE_WORKER)
    assert worker.works_beside(a_contact("other", Role.RESCUE_WORKER))
    assert not worker.works_beside(a_contact("caiwu", Role.FINANCE))
    left = a_contact("left", Role.RESCUE_WORKER)
    left.enter([], None, Language.ZH)
    assert not left.works_beside(worker)
