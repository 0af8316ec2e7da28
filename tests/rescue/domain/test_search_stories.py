"""Whatever is stated and fails, no limit is lost and none runs twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain.answers import not_asked
from services.rescue.domain.kinds import Departure, IdentityState
from services.rescue.domain.limits import (
    IDENTITY_CHECK,
)
from services.rescue.domain.search_kinds import CheckOutcome
from shared.clock.deadlines import NothingDue
from tests.builders_rescue import ANHUI, CLOCKS, ENTERED, FANG, HOUR, LI, WAYS, a_case, a_check, by, ticking
from tests.rescue.domain.test_search import FROM_THE_ENTRY, ZHANG, awaited


@given(st.lists(st.sampled_from(["state", "fail", "pass"]), max_size=10), st.integers(1, 60))
def test_however_often_a_statement_fails_no_limit_is_lost_and_none_runs_twice(steps: list[str], hours: int) -> None:
    case, at = a_case().build(), ENTERED
    for step in steps:
        at += hours * HOUR
        if step == "state" and case.identity.state is IdentityState.SEARCHING:
            case.identity.record_statement(ZHANG, not_asked(), CLOCKS, by(FANG, at))
        elif step == "fail" and case.identity.state is IdentityState.STATED_BY_SELF:
            case.identity.check(a_check(CheckOutcome.NOT_FOUND, at), "晚", CLOCKS, by(LI, at))
        else:
            try:
                case.limits.pass_time(ticking(at), CLOCKS)
            except NothingDue:
                continue
    owed = sorted(item.code for item in case.limits.deadlines.items if item.owed and item.code != IDENTITY_CHECK)
    assert owed == sorted(FROM_THE_ENTRY)
    if case.identity.state is IdentityState.SEARCHING:
        assert awaited(case) == FROM_THE_ENTRY


@pytest.mark.parametrize(
    ("how", "ended"), [(Departure.DECEASED, True), (Departure.FETCHED, True), (Departure.SETTLED, False)]
)
def test_a_search_ends_with_the_departure_unless_the_person_was_settled(how: Departure, ended: bool) -> None:
    """民发〔2015〕158号: the search goes on after the placement."""
    case = a_case().interviewed(ANHUI).with_notice_published().build()
    assert not case.search.ended_without_answer
    case.custody.depart(WAYS[how], by(FANG, ENTERED + HOUR))
    assert case.search.ended_without_answer is ended
