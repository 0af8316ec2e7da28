"""What cannot be true of how and when somebody came is refused."""

from datetime import timedelta

import pytest

from services.rescue.domain import errors, intake_errors
from services.rescue.domain.answers import Answer
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import Arrival
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HOUR, a_case, an_unknown_woman, by

LATER = ENTERED + timedelta(days=3)


def test_nobody_is_found_after_they_came() -> None:
    with pytest.raises(intake_errors.FoundAfterArrival):
        Intake(Arrival.POLICE, entered_at=ENTERED, found_at=ENTERED + HOUR).require_past(LATER)
    Intake(Arrival.POLICE, entered_at=ENTERED, found_at=ENTERED).require_past(LATER)
    case = a_case().build()
    with pytest.raises(intake_errors.FoundAfterArrival):
        case.custody.supplement_intake(Intake(Arrival.POLICE, found_at=ENTERED + HOUR), by(FANG, LATER))
    case.custody.supplement_intake(Intake(Arrival.POLICE, found_at=ENTERED - HOUR), by(FANG, LATER))
    with pytest.raises(intake_errors.FoundAfterArrival):
        case.custody.correct_entry(ENTERED - 2 * HOUR, "登记表", CLOCKS, by(FANG, LATER))
    reported = a_case(entered_at=None).build()
    reported.custody.supplement_intake(Intake(Arrival.POLICE, found_at=ENTERED), by(FANG, LATER))
    with pytest.raises(intake_errors.FoundAfterArrival):
        reported.custody.receive(ENTERED - HOUR, CLOCKS, by(FANG, LATER))


def test_nobody_is_found_or_comes_in_the_future() -> None:
    Intake(Arrival.POLICE, entered_at=LATER, found_at=LATER).require_past(LATER)
    with pytest.raises(errors.FoundInFuture):
        Intake(Arrival.POLICE, found_at=LATER + HOUR).require_past(LATER)
    with pytest.raises(errors.ArrivalInFuture):
        Intake(Arrival.POLICE, entered_at=LATER + HOUR).require_past(LATER)


@pytest.mark.parametrize("phone", ["abc", "138", "电话没有", "1380000000x"])
def test_what_has_letters_or_too_few_digits_is_no_phone_number(phone: str) -> None:
    case = a_case().build()
    with pytest.raises(intake_errors.PhoneUnreadable):
        case.identity.describe(an_unknown_woman(phone=Answer(phone)), by(FANG, ENTERED))
    with pytest.raises(intake_errors.PhoneUnreadable):
        a_case(an_unknown_woman(phone=Answer(phone)))


@pytest.mark.parametrize("phone", ["13800001111", "１３８ 0000 1111", "+86 138-0000-1111", "(0558)2345678", "95533"])
def test_phone_numbers_are_taken_as_people_write_them(phone: str) -> None:
    case = a_case().build()
    case.identity.describe(an_unknown_woman(phone=Answer(phone)), by(FANG, ENTERED))
    assert case.identity.person.phone.value == phone


def test_phone_that_was_stored_before_stays_until_it_is_changed() -> None:
    case = a_case().build()
    case.identity.person = an_unknown_woman(phone=Answer("abc"))
    case.identity.describe(an_unknown_woman(phone=Answer("abc"), features="左手缺小指"), by(FANG, ENTERED))
    assert case.identity.person.phone.value == "abc"
