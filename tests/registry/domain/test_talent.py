"""People of the talent pool."""

import pytest

from services.registry.domain import events, talent_errors
from services.registry.domain.kinds import Availability, CallOutcome
from services.registry.domain.talent import Profile, Talent
from tests.builders_registry import LI, MONDAY, PLACES, a_profile, told


def a_talent() -> Talent:
    talent = Talent.add("t-1", a_profile(), PLACES, by=LI, at=MONDAY, invented=True)
    told(talent)
    return talent


def test_add_records_that_a_person_joined() -> None:
    talent = Talent.add("t-1", a_profile(), PLACES, by=LI, at=MONDAY)
    assert told(talent) == [events.TalentAdded("t-1", LI, MONDAY)]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"display_name": " "}, talent_errors.TalentNameMissing),
        ({"native_code": "999999"}, talent_errors.NativePlaceUnknown),
        ({"phone": "12345"}, talent_errors.PhoneIllFormed),
        ({"phone": "1" * 16}, talent_errors.PhoneIllFormed),
    ],
)
def test_add_with_a_wrong_profile_is_refused(changes: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        Talent.add("t-1", a_profile(**changes), PLACES, by=LI, at=MONDAY)


def test_add_without_phone_and_native_place_is_possible() -> None:
    assert Talent.add("t-1", a_profile(phone="", native_code=""), PLACES, by=LI, at=MONDAY)


def test_update_replaces_the_profile() -> None:
    talent = a_talent()
    talent.update(a_profile(availability=Availability.AWAY), PLACES, LI, MONDAY)
    assert talent.profile.availability is Availability.AWAY
    assert told(talent) == [events.TalentUpdated("t-1", LI, MONDAY)]


def test_update_may_leave_the_phone_number_as_it_is() -> None:
    talent = a_talent()
    talent.update(a_profile(phone="", note="周末可以"), PLACES, LI, MONDAY, keep_phone=True)
    assert talent.profile == a_profile(note="周末可以")
    with pytest.raises(talent_errors.TalentUnchanged):
        talent.update(a_profile(phone="", note="周末可以"), PLACES, LI, MONDAY, keep_phone=True)


def test_update_to_the_same_is_refused() -> None:
    with pytest.raises(talent_errors.TalentUnchanged):
        a_talent().update(a_profile(), PLACES, LI, MONDAY)


def test_withdraw_erases_everything_told_of_the_person_and_is_final() -> None:
    talent = a_talent()
    talent.withdraw(LI, MONDAY)
    assert talent.profile == Profile("", "", (), (), "", Availability.AWAY)
    assert (talent.id, talent.withdrawn_at) == ("t-1", MONDAY)
    assert told(talent) == [events.TalentWithdrawn("t-1", LI, MONDAY)]
    with pytest.raises(talent_errors.TalentGone):
        talent.withdraw(LI, MONDAY)
    with pytest.raises(talent_errors.TalentGone):
        talent.update(a_profile(), PLACES, LI, MONDAY)


def test_remember_call_counts_each_request_once_and_help_stays_help() -> None:
    talent = a_talent()
    for request_id, outcome in (
        ("r-1", CallOutcome.DECLINED),
        ("r-2", CallOutcome.COULD_NOT_UNDERSTAND),
        ("r-1", CallOutcome.HELPED),
    ):
        assert talent.is_news(request_id, outcome)
        talent.remember_call(request_id, outcome, MONDAY)
    assert (talent.helped, talent.in_vain) == (1, 1)
    assert told(talent) == [events.TalentCallCounted("t-1", MONDAY)] * 3
    assert not talent.is_news("r-1", CallOutcome.DECLINED)
    assert not talent.is_news("r-2", CallOutcome.COULD_NOT_UNDERSTAND)


def test_of_a_person_who_left_no_call_is_kept() -> None:
    talent = a_talent()
    talent.remember_call("r-1", CallOutcome.HELPED, MONDAY)
    talent.withdraw(LI, MONDAY)
    assert (talent.calls, talent.is_news("r-2", CallOutcome.HELPED)) == ({}, False)
    with pytest.raises(talent_errors.TalentGone):
        talent.remember_call("r-2", CallOutcome.HELPED, MONDAY)
