"""Tests of entering contacts and choosing preferences."""

from datetime import UTC, date, datetime, time

import pytest
from pydantic import ValidationError

from services.notify.commands.set_contact import OnLeave, SetContact
from services.notify.commands.set_preferences import Quiet, SetPreferences
from services.notify.domain.announcement import ItemKind
from services.notify.domain.contact import QuietHours
from services.notify.domain.errors import QuietHoursEmpty
from services.notify.domain.fields import Language
from shared.kernel.errors import RoleRequired
from shared.kernel.roles import Role
from tests.builders_notify import ADMIN, a_cause, a_contact, notify_in_memory

ENTER = SetContact(staff_id="jiuzhu", roles=[Role.RESCUE_WORKER], email="li.mei@demo.example")
CHOOSE = SetPreferences(
    mail={ItemKind.WATCH: True}, language=Language.EN, quiet_hours=Quiet(start="22:00", end="07:00")
)


async def test_set_contact_enters_and_changes() -> None:
    notify = notify_in_memory()
    await notify.app.give(ENTER, a_cause("one", ADMIN))
    await notify.app.give(ENTER.model_copy(update={"email": None}), a_cause("two", ADMIN))
    contact = await notify.contacts.get("jiuzhu")
    assert (contact.roles, contact.email) == (["rescue_worker"], None)


async def test_set_contact_keeps_what_the_person_chose() -> None:
    notify = notify_in_memory()
    await notify.app.give(CHOOSE, a_cause("one"))
    await notify.app.give(ENTER, a_cause("two", ADMIN))
    assert (await notify.contacts.get("jiuzhu")).wants_mail(ItemKind.WATCH)


async def test_set_contact_keeps_leave_until_it_is_entered_without() -> None:
    notify, noon = notify_in_memory(), datetime(2026, 11, 24, 4, tzinfo=UTC)
    leave = OnLeave(from_on=date(2026, 11, 23), until_on=date(2026, 11, 24), substitute="wang")
    await notify.app.give(ENTER.model_copy(update={"away": leave}), a_cause("one", ADMIN))
    contact = await notify.contacts.get("jiuzhu")
    assert contact.substitute_at(noon) == "wang"
    assert contact.substitute_at(datetime(2026, 11, 24, 16, tzinfo=UTC)) is None, "the 25th has begun in Fenghua"
    await notify.app.give(ENTER, a_cause("two", ADMIN))
    assert (await notify.contacts.get("jiuzhu")).substitute_at(noon) is None


async def test_set_contact_by_anybody_else_is_refused() -> None:
    with pytest.raises(RoleRequired):
        await notify_in_memory().app.give(ENTER, a_cause())


@pytest.mark.parametrize("email", ["li", "li@", "li mei@x", "a@b\r\nBcc: c@d", "a@b,c@d", "<a@b>", "x" * 251 + "@a.b"])
def test_set_contact_with_an_address_that_is_none_is_refused(email: str) -> None:
    with pytest.raises(ValidationError):
        SetContact(staff_id="jiuzhu", roles=[], email=email)


async def test_set_preferences_are_the_actors_own() -> None:
    notify = await notify_in_memory().with_contacts(a_contact("jiuzhu", Role.RESCUE_WORKER))
    await notify.app.give(CHOOSE, a_cause())
    contact = await notify.contacts.get("jiuzhu")
    assert contact.language is Language.EN
    assert contact.quiet_hours == QuietHours(time(22), time(7))
    assert contact.email == "jiuzhu@demo.example"


async def test_set_preferences_with_empty_quiet_hours_is_refused() -> None:
    wrong = CHOOSE.model_copy(update={"quiet_hours": Quiet(start=time(8), end=time(8))})
    with pytest.raises(QuietHoursEmpty):
        await notify_in_memory().app.give(wrong, a_cause())
