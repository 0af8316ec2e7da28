"""The search: its limits, notices that two people make, and the request to the police."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain import errors, events
from services.rescue.domain.answers import Answer
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import Departure, IdentityState, NoticeState, Place
from services.rescue.domain.limits import DNA_REQUEST, SEARCH_NOTICE
from services.rescue.domain.notice import STAY_WORDS, NoticeText
from services.rescue.domain.person import StatedName
from shared.clock.deadlines import DeadlineState, LateReasonRequired, NothingDue
from shared.clock.rules import LimitMissing, RuleTable
from shared.kernel.calendar import CalendarYear
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, LI, NOTICE, a_case, by, ticking

DUE = {SEARCH_NOTICE: ENTERED + 24 * HOUR, DNA_REQUEST: datetime(2026, 10, 13, 16, tzinfo=UTC)}


def with_text(**changes: Any) -> NoticeText:
    return replace(NOTICE, **changes)


def limits(case: RescueCase) -> dict[str, DeadlineState]:
    return {item.code: item.state for item in case.limits.deadlines.items}


def test_start_search_starts_both_limits_from_the_entry() -> None:
    case = a_case().build()
    case.search.start(CLOCKS, by(FANG, ENTERED + 3 * HOUR))
    assert {item.code: item.due_at for item in case.limits.deadlines.items} == DUE
    assert case.identity.state is IdentityState.SEARCHING
    assert case.next_due_at == ENTERED + 18 * HOUR
    with pytest.raises(errors.SearchRunning):
        case.search.start(CLOCKS, by(FANG, ENTERED + 3 * HOUR))


def test_start_search_before_the_arrival_is_refused() -> None:
    case = a_case(entered_at=None).build()
    with pytest.raises(errors.NotYetReceived):
        case.search.start(CLOCKS, by(FANG, ENTERED))


def test_start_search_without_the_limit_in_the_table_is_a_loud_error() -> None:
    case = a_case().build()
    with pytest.raises(LimitMissing):
        case.search.start(replace(CLOCKS, rules=RuleTable(())), by(FANG, ENTERED))


def test_start_search_again_after_a_wrong_statement_runs_what_was_cancelled_and_nothing_twice() -> None:
    case = a_case().searched().with_notice_published().build()
    case.identity.record_statement(StatedName(han="张志英"), Answer("未核"), by(FANG, ENTERED + 2 * HOUR))
    case.search.start(CLOCKS, by(FANG, ENTERED + 5 * HOUR))
    states = [(item.code, item.state) for item in case.limits.deadlines.items]
    assert states == [
        (SEARCH_NOTICE, DeadlineState.MET),
        (DNA_REQUEST, DeadlineState.CANCELLED),
        (DNA_REQUEST, DeadlineState.OPEN),
    ]


def test_publish_notice_by_a_second_person_meets_the_first_limit() -> None:
    case = a_case().searched().with_notice_proposed().build()
    case.search.publish_notice("notice-1", None, by(HEAD, ENTERED + 23 * HOUR))
    assert limits(case) == {SEARCH_NOTICE: DeadlineState.MET, DNA_REQUEST: DeadlineState.OPEN}
    assert (case.search.notice("notice-1").state, case.search.notice("notice-1").approved_by) == (
        NoticeState.PUBLISHED,
        HEAD.id,
    )
    assert [type(event) for event in case.recorded()] == [events.NoticePublished]


def test_publish_notice_by_one_person_alone_is_refused() -> None:
    case = a_case().searched().with_notice_proposed(HEAD).build()
    with pytest.raises(errors.SecondPersonRequired):
        case.search.publish_notice("notice-1", None, by(HEAD, ENTERED))


def test_publish_notice_that_does_not_wait_is_refused() -> None:
    case = a_case().searched().with_notice_published().build()
    with pytest.raises(errors.NoticeNotWaiting):
        case.search.publish_notice("notice-1", None, by(HEAD, ENTERED))
    case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED))
    with pytest.raises(errors.NoticeNotWaiting):
        case.search.publish_notice("notice-1", None, by(HEAD, ENTERED))
    with pytest.raises(errors.NoSuchNotice):
        case.search.publish_notice("notice-9", None, by(HEAD, ENTERED))


def test_publish_notice_late_needs_a_reason_and_tells_that_the_limit_was_missed() -> None:
    case = a_case().searched().with_notice_proposed().build()
    with pytest.raises(LateReasonRequired):
        case.search.publish_notice("notice-1", None, by(HEAD, ENTERED + 24 * HOUR))
    case.search.publish_notice("notice-1", "台风停电", by(HEAD, ENTERED + 25 * HOUR))
    assert [type(event) for event in case.recorded()] == [events.DeadlineMissed, events.NoticePublished]
    (met,) = [item for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE]
    assert (met.state, met.late_reason, met.met_at) == (DeadlineState.MISSED, "台风停电", ENTERED + 25 * HOUR)


def test_publish_notice_late_after_the_clock_told_it_is_not_told_twice() -> None:
    case = a_case().searched().with_notice_proposed().build()
    case.limits.pass_time(ticking(ENTERED + 24 * HOUR), CLOCKS)
    case.search.publish_notice("notice-1", "台风停电", by(HEAD, ENTERED + 25 * HOUR))
    assert [type(event) for event in case.recorded()] == [events.DeadlineMissed, events.NoticePublished]


def test_a_second_notice_needs_no_limit() -> None:
    case = a_case().searched().with_notice_published().build()
    case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED + 40 * HOUR))
    case.search.publish_notice("notice-2", None, by(HEAD, ENTERED + 41 * HOUR))
    assert case.search.notice("notice-2").state is NoticeState.PUBLISHED


def test_propose_notice_while_one_waits_is_refused() -> None:
    case = a_case().searched().with_notice_proposed().build()
    with pytest.raises(errors.NoticeWaiting):
        case.search.propose_notice("n2", NOTICE, by(FANG, ENTERED))


def test_withdraw_notice_is_possible_also_after_the_departure_and_only_once() -> None:
    case = a_case().searched().with_notice_published().build()
    case.custody.depart(Departure.FETCHED, by(FANG, ENTERED + 2 * HOUR))
    case.search.withdraw_notice("notice-1", by(FANG, ENTERED + 2 * HOUR))
    with pytest.raises(errors.NoticeWithdrawn):
        case.search.withdraw_notice("notice-1", by(FANG, ENTERED + 2 * HOUR))


@pytest.mark.parametrize("field", ["features", "clothing", "condition", "speech", "shown_name", "sex", "age", "height"])
def test_a_notice_that_tells_where_the_person_stays_is_refused(field: str) -> None:
    case = a_case().placed(name="溪口老人公寓").searched().build()
    for told in ("现住某处", "溪口 老人公寓照顾"):
        with pytest.raises(errors.PlaceOfStayIsPrivate):
            case.search.propose_notice("n", with_text(**{field: told}), by(FANG, ENTERED))


def test_a_notice_may_say_where_the_person_was_found_but_not_where_they_stay() -> None:
    case = a_case().placed().searched().build()
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.propose_notice("n", replace(NOTICE, found_place="奉化区安康医院门口"), by(FANG, ENTERED))
    case.search.propose_notice("n", replace(NOTICE, found_place="奉化区人民医院门口"), by(FANG, ENTERED))


def test_a_notice_is_checked_again_when_it_is_approved() -> None:
    case = a_case().searched().build()
    case.search.propose_notice("n", replace(NOTICE, found_place="阳光公寓旁"), by(FANG, ENTERED))
    case.custody.place(Place.ENTRUSTED, "阳光公寓", by(FANG, ENTERED))
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.publish_notice("n", None, by(HEAD, ENTERED))


@pytest.mark.parametrize("change", [{"features": " "}, {"contact_phone": "救助站"}, {"contact_phone": ""}])
def test_a_notice_that_says_too_little_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(errors.NoticeSaysTooLittle):
        replace(NOTICE, **change).require_publishable(())


@given(st.sampled_from(STAY_WORDS), st.text("一二三大小人 ，。", max_size=8), st.text("一二三大小人 ，。", max_size=8))
def test_no_words_around_a_place_of_stay_let_it_pass(stay: str, before: str, after: str) -> None:
    spaced = " ".join(stay)
    for words in (stay, spaced):
        with pytest.raises(errors.PlaceOfStayIsPrivate):
            replace(NOTICE, features=f"{before}{words}{after}").require_publishable(())


def test_request_dna_meets_the_second_limit_once() -> None:
    case = a_case().searched().build()
    case.search.request_dna(" 锦屏派出所 ", "甬奉公〔2026〕12号", None, by(FANG, ENTERED + 48 * HOUR))
    assert limits(case)[DNA_REQUEST] is DeadlineState.MET
    assert case.search.dna is not None
    assert case.search.dna.office == "锦屏派出所"
    with pytest.raises(errors.DnaAlreadyRequested):
        case.search.request_dna("锦屏派出所", "", None, by(FANG, ENTERED + 48 * HOUR))


def test_request_dna_without_saying_whom_or_before_the_search_is_refused() -> None:
    case = a_case().searched().build()
    with pytest.raises(errors.TextMissing):
        case.search.request_dna(" ", "", None, by(FANG, ENTERED))
    case = a_case().build()
    with pytest.raises(errors.SearchNotRunning):
        case.search.request_dna("锦屏派出所", "", None, by(FANG, ENTERED))


def test_pass_time_warns_then_misses_each_limit_once() -> None:
    case = a_case().searched().build()
    told = []
    at = ENTERED
    while at < ENTERED + timedelta(days=20):
        at += HOUR
        try:
            case.limits.pass_time(ticking(at), CLOCKS)
        except NothingDue:
            continue
        told += [(type(event), event.code, event.act.recorded_at) for event in case.recorded()]
        case.__dict__.pop("_recorded")
    assert told == [
        (events.DeadlineDueSoon, SEARCH_NOTICE, ENTERED + 18 * HOUR),
        (events.DeadlineMissed, SEARCH_NOTICE, ENTERED + 24 * HOUR),
        (events.DeadlineDueSoon, DNA_REQUEST, datetime(2026, 10, 12, 1, tzinfo=UTC)),
        (events.DeadlineMissed, DNA_REQUEST, datetime(2026, 10, 13, 16, tzinfo=UTC)),
    ]


def test_a_search_at_the_end_of_the_last_year_with_a_calendar_starts_all_the_same() -> None:
    entered = datetime(2026, 12, 28, 1, tzinfo=UTC)
    case = a_case(entered_at=entered).build()
    case.search.start(CLOCKS, by(FANG, entered))
    assert [item.due_at for item in case.limits.deadlines.items] == [entered + 24 * HOUR, None]
    later = replace(CLOCKS, calendar=CLOCKS.calendar.with_years({2027: CalendarYear(frozenset(), frozenset(), "通知")}))
    case.__dict__.pop("_recorded")
    case.limits.pass_time(ticking(entered + HOUR), later)
    (dated,) = case.recorded()
    assert isinstance(dated, events.DeadlineDated)
    assert dated.due_at == datetime(2027, 1, 6, 16, tzinfo=UTC)


def test_what_was_missed_stays_missed_when_the_person_states_who_they_are() -> None:
    case = a_case().searched().build()
    case.limits.pass_time(ticking(ENTERED + 30 * HOUR), CLOCKS)
    case.identity.record_statement(StatedName(han="张志英"), Answer("未核"), by(FANG, ENTERED + 31 * HOUR))
    assert limits(case) == {SEARCH_NOTICE: DeadlineState.MISSED, DNA_REQUEST: DeadlineState.CANCELLED}


@pytest.mark.parametrize("ending", ["stated", "departed"])
def test_a_missed_limit_stays_on_the_record_and_awaits_nothing_once_the_search_has_ended(ending: str) -> None:
    case = a_case().searched().build()
    case.limits.pass_time(ticking(ENTERED + 30 * HOUR), CLOCKS)
    if ending == "stated":
        case.identity.record_statement(StatedName(han="张志英"), Answer("未核"), by(FANG, ENTERED + 31 * HOUR))
    else:
        case.custody.depart(Departure.FETCHED, by(FANG, ENTERED + 31 * HOUR))
    (missed,) = [item for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE]
    assert (missed.state, missed.awaits, missed.met_at) == (DeadlineState.MISSED, False, None)
    assert missed.released_at == ENTERED + 31 * HOUR


def test_a_missed_duty_is_owed_again_when_the_statement_was_wrong() -> None:
    case = a_case().searched().build()
    case.limits.pass_time(ticking(ENTERED + 30 * HOUR), CLOCKS)
    case.identity.record_statement(StatedName(han="张志英"), Answer("未核"), by(FANG, ENTERED + 31 * HOUR))
    case.search.start(CLOCKS, by(FANG, ENTERED + 32 * HOUR))
    assert [item.code for item in case.limits.deadlines.items if item.awaits] == [SEARCH_NOTICE, DNA_REQUEST]


def ended(case: RescueCase, ending: str) -> RescueCase:
    """The case after its search has ended in this way."""
    if ending == "stated":
        case.identity.record_statement(StatedName(han="张志英"), Answer("未核"), by(LI, ENTERED + 2 * HOUR))
    else:
        case.custody.depart(Departure(ending), by(LI, ENTERED + 2 * HOUR))
    return case


@pytest.mark.parametrize("ending", ["stated", "fetched", "settled"])
def test_a_draft_is_taken_back_when_the_search_ends(ending: str) -> None:
    case = ended(a_case().searched().with_notice_proposed().build(), ending)
    (notice,) = case.search.notices
    assert (notice.state, notice.withdrawn_by) == (NoticeState.WITHDRAWN, LI.id)
    assert case.search.waiting_notice is None
    assert isinstance(case.recorded()[-1], events.NoticeWithdrawn)


@pytest.mark.parametrize("ending", ["stated", "fetched", "left_alone"])
def test_a_public_notice_outlives_the_search_until_somebody_withdraws_it(ending: str) -> None:
    case = a_case().searched().with_notice_published().build()
    assert not case.search.notice_outlived
    ended(case, ending)
    assert case.search.notice("notice-1").state is NoticeState.PUBLISHED
    assert case.search.notice_outlived
    case.search.withdraw_notice("notice-1", by(FANG, ENTERED + 3 * HOUR))
    assert not case.search.notice_outlived


def test_a_public_notice_of_somebody_who_was_settled_or_is_searched_for_again_may_stay() -> None:
    settled = ended(a_case().searched().with_notice_published().build(), "settled")
    assert not settled.search.notice_outlived
    again = ended(a_case().searched().with_notice_published().build(), "stated")
    again.search.start(CLOCKS, by(FANG, ENTERED + 3 * HOUR))
    assert not again.search.notice_outlived
