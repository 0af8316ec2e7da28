"""A withdrawn draft touches nothing of the public notice; a search without a public notice owes one again."""

from services.rescue.domain.case import RescueCase
from services.rescue.domain.limits import NOTICE_REFRESH, SEARCH_NOTICE
from services.rescue.domain.search_kinds import CheckOutcome
from shared.clock.deadline import DeadlineState
from tests.builders_rescue import CLOCKS, ENTERED, FANG, FETCHED, HEAD, HOUR, LI, NOTICE, a_case, a_check, by, publish

AT = ENTERED + 5 * HOUR


def withdraw(case: RescueCase, notice_id: str = "notice-1") -> None:
    """A notice is taken back."""
    case.search.withdraw_notice(notice_id, "写错了", CLOCKS, by(FANG, AT))


def owed(case: RescueCase) -> list[str]:
    """The limits of notices whose duty is still to be done."""
    codes = (SEARCH_NOTICE, NOTICE_REFRESH)
    return [item.code for item in case.limits.deadlines.items if item.code in codes and item.awaits]


def test_to_withdraw_a_draft_or_an_approved_text_touches_nothing_of_the_public_notice() -> None:
    case = a_case().with_notice_published().build()
    case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED + 2 * HOUR))
    withdraw(case, "notice-2")
    case.search.propose_notice("notice-3", NOTICE, by(FANG, ENTERED + 2 * HOUR))
    case.search.approve_notice("notice-3", by(HEAD, ENTERED + 2 * HOUR))
    withdraw(case, "notice-3")
    assert owed(case) == [NOTICE_REFRESH]


def test_once_the_only_public_notice_is_withdrawn_one_is_owed_again_within_the_same_time() -> None:
    case = a_case().with_notice_published().build()
    withdraw(case)
    assert owed(case) == [SEARCH_NOTICE]
    again = case.limits.deadlines.items[-1]
    assert (again.code, again.due_at) == (SEARCH_NOTICE, AT + 24 * HOUR)
    case.search.propose_notice("notice-2", NOTICE, by(FANG, AT))
    case.search.approve_notice("notice-2", by(HEAD, AT))
    publish(case, "notice-2", at=AT + HOUR)
    assert owed(case) == [NOTICE_REFRESH]
    states = [item.state for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE]
    assert states == [DeadlineState.MET, DeadlineState.MET]


def test_one_that_was_never_public_leaves_the_first_duty_as_it_is() -> None:
    case = a_case().with_notice_approved().build()
    withdraw(case)
    assert [item.code for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE] == [SEARCH_NOTICE]
    assert owed(case) == [SEARCH_NOTICE]


def test_of_somebody_who_is_not_searched_for_no_notice_is_owed_again_until_the_search_goes_on() -> None:
    left, stated = a_case().with_notice_published().build(), a_case().with_notice_published().stated().build()
    left.custody.depart(FETCHED, by(FANG, ENTERED + 2 * HOUR))
    for case in (left, stated):
        withdraw(case)
        assert owed(case) == []
    stated.identity.check(a_check(CheckOutcome.DIFFERENT, AT), None, CLOCKS, by(LI, AT))
    assert owed(stated) == [SEARCH_NOTICE]


def test_another_text_that_is_published_refreshes_the_one_that_it_replaces() -> None:
    case = a_case().with_notice_published().build()
    case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED + 2 * HOUR))
    case.search.approve_notice("notice-2", by(HEAD, ENTERED + 2 * HOUR))
    publish(case, "notice-2", at=AT)
    assert owed(case) == [NOTICE_REFRESH]
    first = next(item for item in case.limits.deadlines.items if item.code == NOTICE_REFRESH)
    assert first.state is DeadlineState.MET
