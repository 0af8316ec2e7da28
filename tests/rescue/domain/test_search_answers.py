"""What a search has come to: a name that turned out wrong, and a search that ended without an answer."""

from dataclasses import replace

import pytest

from services.rescue.domain.kinds import Departure
from services.rescue.domain.person import StatedName
from services.rescue.domain.search_kinds import CheckOutcome
from tests.builders_rescue import ANHUI, CLOCKS, ENTERED, FANG, HOUR, LI, WAYS, a_case, a_check, by


@pytest.mark.parametrize("outcome", CheckOutcome)
def test_a_name_that_the_check_refuted_is_known_to_be_wrong_until_another_is_said(outcome: CheckOutcome) -> None:
    case = a_case().stated().build()
    assert not case.identity.name_refuted
    at = ENTERED + 3 * HOUR
    case.identity.check(a_check(outcome, at), None, CLOCKS, by(LI, at))
    assert case.identity.checks[-1].name == case.identity.person.name.value
    assert case.identity.name_refuted is (outcome is not CheckOutcome.CONFIRMED)
    case.identity.checks[-1] = replace(case.identity.checks[-1], name=None)
    assert case.identity.name_refuted is (outcome is not CheckOutcome.CONFIRMED)
    case.identity.checks[-1] = replace(case.identity.checks[-1], name=StatedName(han="李四"))
    assert not case.identity.name_refuted


@pytest.mark.parametrize(
    ("how", "ended"), [(Departure.DECEASED, True), (Departure.FETCHED, True), (Departure.SETTLED, False)]
)
def test_a_search_ends_with_the_departure_unless_the_person_was_settled(how: Departure, ended: bool) -> None:
    """民发〔2015〕158号: the search goes on after the placement."""
    case = a_case().interviewed(ANHUI).with_notice_published().build()
    assert not case.search.ended_without_answer
    case.custody.depart(WAYS[how], by(FANG, ENTERED + HOUR))
    assert case.search.ended_without_answer is ended
