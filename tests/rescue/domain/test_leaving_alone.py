"""Who may leave alone: by the age, by the day of birth in the ID number, and only after somebody looked for signs."""

from datetime import date

import pytest

from services.rescue.domain import departure_errors
from services.rescue.domain.answers import Answer, Unknown
from services.rescue.domain.departure_kinds import DisorderSigns
from services.rescue.domain.kinds import Departure
from services.rescue.domain.person import AgeInterval, Signs, StatedName
from services.rescue.domain.search_kinds import CheckOutcome
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HOUR, LI, WENT_HOME, a_case, a_check, an_unknown_woman, by

NOW = ENTERED + HOUR


def number_of(born: str) -> Answer[str]:
    """An ID number with this day of birth (YYYYMMDD) that checks; it is nobody's."""
    digits = f"330283{born}002"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(one) * weight for one, weight in zip(digits, weights, strict=True))
    return Answer(digits + "10X98765432"[total % 11])


UNKNOWN: Answer[AgeInterval] = Answer(unknown=Unknown.NOT_ASKED)


@pytest.mark.parametrize("verified", [False, True], ids=["stated", "verified"])
def test_a_minor_by_their_id_number_takes_the_minors_path_whatever_age_was_written_down(verified: bool) -> None:
    for age in (UNKNOWN, Answer(AgeInterval(20, 30))):
        case = a_case(an_unknown_woman(age=age)).build()
        case.identity.record_statement(StatedName(han="小明"), number_of("20151231"), CLOCKS, by(FANG, ENTERED))
        if verified:
            case.identity.check(a_check(CheckOutcome.CONFIRMED, ENTERED), None, CLOCKS, by(LI, ENTERED))
        assert case.identity.person.may_be_minor_on(NOW.date())
        with pytest.raises(departure_errors.MayNotLeaveAlone):
            case.custody.depart(WENT_HOME, by(FANG, NOW))


def test_the_day_of_birth_in_the_id_number_is_counted_to_the_day_of_the_departure() -> None:
    for born, minor in (("20080928", False), ("20080929", True)):
        case = a_case(an_unknown_woman(age=UNKNOWN, id_number=number_of(born))).build()
        assert case.identity.person.may_be_minor_on(date(2026, 9, 28)) == minor
    number = number_of("20151231").value or ""
    wrong = an_unknown_woman(age=UNKNOWN, id_number=Answer(number[:-1] + "A"), id_number_as_stated=True)
    assert not wrong.may_be_minor_on(date(2026, 9, 28))
    assert wrong.aged(date(2026, 9, 28)) == wrong
    aged = an_unknown_woman(age=UNKNOWN, id_number=number_of("20151231")).aged(date(2026, 9, 28))
    assert aged.age_on(date(2026, 9, 28)) == (10, 10)


def test_of_whom_no_age_is_known_is_asked_for_it_before_they_leave_alone() -> None:
    case = a_case(an_unknown_woman(age=UNKNOWN)).build()
    with pytest.raises(departure_errors.AgeNotKnown):
        case.custody.depart(WENT_HOME, by(FANG, NOW))
    known = a_case(an_unknown_woman(age=UNKNOWN, id_number=number_of("19680101"))).build()
    known.custody.depart(WENT_HOME, by(FANG, NOW))
    assert known.custody.departure is Departure.WENT_HOME


def test_signs_that_nobody_looked_for_are_not_signs_that_are_not_there() -> None:
    case = a_case(an_unknown_woman(signs=Signs(DisorderSigns.NOT_ASSESSED))).build()
    with pytest.raises(departure_errors.SignsNotAssessed):
        case.custody.depart(WENT_HOME, by(FANG, NOW))
