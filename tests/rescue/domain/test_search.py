"""The search begins with the entry; its limits run, pause when the person says who they are, and come back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.rescue.domain import errors, limit_events
from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.case import RescueCase
from services.rescue.domain.inquiries import Reply
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.limits import (
    DNA_REQUEST,
    IDENTITY_CHECK,
    LONG_STAY_REPORT,
    NORMAL_STAY,
    POLICE_DNA_REPLY,
    SEARCH_NOTICE,
    SETTLEMENT,
    WHILE_UNKNOWN,
)
from services.rescue.domain.person import StatedName
from services.rescue.domain.search_kinds import CheckOutcome, HowSettled, InquiryKind, ReplyOutcome
from shared.clock.deadline import DeadlineState
from shared.clock.deadlines import Deadlines, LateReasonRequired, NothingDue
from shared.clock.rules import LimitMissing, RuleTable
from shared.kernel.act import OccurredTooEarly
from shared.kernel.calendar import CalendarYear
from tests.builders_rescue import (
    CLOCKS,
    ENTERED,
    FANG,
    FETCHED,
    HOUR,
    LI,
    NOTICE,
    SOUND_NUMBER,
    a_case,
    a_check,
    an_unknown_woman,
    by,
    named,
    ticking,
)

ZHANG = StatedName(han="张志英")
FROM_THE_ENTRY = {SEARCH_NOTICE, DNA_REQUEST, LONG_STAY_REPORT, SETTLEMENT, NORMAL_STAY}


def awaited(case: RescueCase) -> set[str]:
    return {item.code for item in case.limits.deadlines.items if item.awaits}


def due(case: RescueCase, code: str) -> datetime | None:
    (item,) = [item for item in case.limits.deadlines.items if item.code == code]
    return item.due_at


def states(case: RescueCase) -> dict[str, DeadlineState]:
    return {item.code: item.state for item in case.limits.deadlines.items}


def test_the_search_and_every_limit_begin_with_the_entry_and_nobody_starts_them() -> None:
    case = a_case().build()
    assert case.identity.state is IdentityState.SEARCHING
    assert awaited(case) == FROM_THE_ENTRY
    assert due(case, SEARCH_NOTICE) == ENTERED + 24 * HOUR
    assert due(case, DNA_REQUEST) == datetime(2026, 10, 13, 16, tzinfo=UTC)
    assert case.next_due_at == ENTERED + 18 * HOUR


def test_for_somebody_only_reported_they_begin_when_the_person_comes_and_from_when_they_came() -> None:
    case = a_case(entered_at=None).build()
    assert (case.identity.state, awaited(case)) == (IdentityState.UNKNOWN, set())
    case.custody.receive(ENTERED, CLOCKS, by(FANG, ENTERED + 5 * HOUR))
    assert (case.identity.state, awaited(case)) == (IdentityState.SEARCHING, FROM_THE_ENTRY)
    assert due(case, SEARCH_NOTICE) == ENTERED + 24 * HOUR


def test_without_a_limit_in_the_table_nobody_is_taken_in_silently() -> None:
    case = a_case(entered_at=None).build()
    with pytest.raises(LimitMissing):
        case.custody.receive(ENTERED, replace(CLOCKS, rules=RuleTable(())), by(FANG, ENTERED))


def test_who_says_at_the_door_who_they_are_has_only_the_check_and_the_stay_to_wait_for() -> None:
    came = a_case().case
    case = RescueCase.open(
        "case-2", "救2026-0118", came.custody.intake, named("张志英"), CLOCKS, by(FANG, ENTERED), stated=True
    )
    assert case.identity.state is IdentityState.STATED_BY_SELF
    assert awaited(case) == {NORMAL_STAY, IDENTITY_CHECK}
    with pytest.raises(errors.NameNotStated):
        RescueCase.open(
            "c", "救2026-0119", came.custody.intake, an_unknown_woman(), CLOCKS, by(FANG, ENTERED), stated=True
        )


def test_a_statement_pauses_the_search_and_starts_a_limit_for_its_check() -> None:
    case = a_case().build()
    case.identity.record_statement(ZHANG, Answer(SOUND_NUMBER), CLOCKS, by(FANG, ENTERED + 2 * HOUR))
    assert awaited(case) == {NORMAL_STAY, IDENTITY_CHECK}
    assert due(case, IDENTITY_CHECK) == datetime(2026, 10, 8, 16, tzinfo=UTC)
    settled = [event.code for event in case.recorded() if isinstance(event, limit_events.DeadlineSettled)]
    assert set(settled) == set(WHILE_UNKNOWN)
    with pytest.raises(NothingDue):
        case.limits.pass_time(ticking(ENTERED + 25 * HOUR), CLOCKS)


@pytest.mark.parametrize("outcome", [CheckOutcome.NOT_FOUND, CheckOutcome.DIFFERENT])
def test_when_the_check_fails_the_limits_come_back_with_what_was_left(outcome: CheckOutcome) -> None:
    case = a_case().build()
    case.identity.record_statement(ZHANG, not_asked(), CLOCKS, by(FANG, ENTERED + 2 * HOUR))
    back = ENTERED + timedelta(days=10)
    case.identity.check(a_check(outcome, back), None, CLOCKS, by(LI, back))
    assert case.identity.state is IdentityState.SEARCHING
    assert awaited(case) == FROM_THE_ENTRY
    assert due(case, SEARCH_NOTICE) == back + 22 * HOUR
    assert states(case)[IDENTITY_CHECK] is DeadlineState.MET


def test_when_the_check_confirms_it_only_the_stay_is_left_to_wait_for() -> None:
    case = a_case().stated().build()
    at = ENTERED + 3 * HOUR
    case.identity.check(a_check(CheckOutcome.CONFIRMED, at), None, CLOCKS, by(LI, at))
    assert case.identity.state is IdentityState.VERIFIED
    assert awaited(case) == {NORMAL_STAY}
    with pytest.raises(errors.NothingStated):
        case.identity.check(a_check(CheckOutcome.CONFIRMED, at), None, CLOCKS, by(LI, at))
    with pytest.raises(errors.IdentityStated):
        case.identity.record_statement(ZHANG, not_asked(), CLOCKS, by(FANG, at))


def test_a_check_that_is_late_needs_a_reason_and_one_before_the_statement_cannot_be() -> None:
    case = a_case().stated().build()
    before, late = ENTERED + HOUR / 2, ENTERED + timedelta(days=20)
    with pytest.raises(OccurredTooEarly):
        case.identity.check(a_check(CheckOutcome.CONFIRMED, before), None, CLOCKS, by(LI, before))
    with pytest.raises(LateReasonRequired):
        case.identity.check(a_check(CheckOutcome.CONFIRMED, late), None, CLOCKS, by(LI, late))
    case.identity.check(a_check(CheckOutcome.CONFIRMED, late), "等外省回函", CLOCKS, by(LI, late))


def test_a_check_without_its_paper_is_refused_and_the_statement_waits_for_it_still() -> None:
    case, at = a_case().stated().build(), ENTERED + 3 * HOUR
    with pytest.raises(errors.TextMissing):
        case.identity.check(replace(a_check(CheckOutcome.CONFIRMED, at), paper=" "), None, CLOCKS, by(LI, at))
    assert (case.identity.state, case.identity.checks) == (IdentityState.STATED_BY_SELF, [])
    assert IDENTITY_CHECK in awaited(case)


def test_a_case_from_before_the_search_began_by_itself_has_none_until_it_is_begun() -> None:
    case = a_case().build()
    case.identity.state, case.limits.deadlines = IdentityState.UNKNOWN, Deadlines()
    with pytest.raises(errors.SearchNotRunning):
        case.search.propose_notice("notice-1", NOTICE, by(FANG, ENTERED))
    case.search.catch_up(CLOCKS, ticking(ENTERED))
    assert awaited(case) == FROM_THE_ENTRY
    case.search.propose_notice("notice-1", NOTICE, by(FANG, ENTERED))


def test_of_the_requests_of_an_older_case_only_one_for_dna_without_a_reply_gets_a_limit() -> None:
    case = a_case().build()
    for inquiry_id, kind in (("i1", InquiryKind.FACE), *((i, InquiryKind.DNA_SAMPLE) for i in ("i2", "i3"))):
        case.inquiries.send(inquiry_id, kind, "锦屏派出所", "", None, CLOCKS, by(FANG, ENTERED))
    reply = Reply(ReplyOutcome.NO_HIT, "甬公刑鉴〔2026〕9号", "", ENTERED, FANG.id, ENTERED)
    case.inquiries.take_reply("i3", reply, None, by(FANG, ENTERED))
    kept = [item for item in case.limits.deadlines.items if item.code != POLICE_DNA_REPLY]
    case.limits.deadlines = Deadlines([*kept])
    case.search.catch_up(CLOCKS, ticking(ENTERED))
    assert [(item.code, item.about) for item in case.limits.deadlines.items[len(kept) :]] == [(POLICE_DNA_REPLY, "i2")]
    with pytest.raises(NothingDue):
        case.search.catch_up(CLOCKS, ticking(ENTERED))


def test_somebody_may_say_again_who_they_are_after_a_failed_check_and_that_is_checked_anew() -> None:
    case = a_case().stated().build()
    failed = ENTERED + 3 * HOUR
    case.identity.check(a_check(CheckOutcome.NOT_FOUND, failed), None, CLOCKS, by(LI, failed))
    case.identity.record_statement(StatedName(han="张芝英"), not_asked(), CLOCKS, by(FANG, failed + HOUR))
    assert awaited(case) == {NORMAL_STAY, IDENTITY_CHECK}
    assert [name.shown for name in case.identity.person.names] == ["张芝英", "张志英"]


def test_a_number_that_does_not_check_is_refused_or_kept_as_stated() -> None:
    case = a_case().build()
    wrong = Answer("341202196801010024")
    with pytest.raises(errors.IdNumberWrong) as refused:
        case.identity.record_statement(ZHANG, wrong, CLOCKS, by(FANG, ENTERED))
    assert "校验位不符" in refused.value.sentence("zh")
    assert wrong.value not in refused.value.sentence("zh") + refused.value.sentence("en")
    case.identity.record_statement(ZHANG, wrong, CLOCKS, by(FANG, ENTERED), as_stated=True)
    assert case.identity.person.id_number_as_stated
    changed = replace(case.identity.person, health="好")
    case.identity.describe(changed, by(FANG, ENTERED))
    with pytest.raises(errors.IdNumberWrong):
        case.identity.describe(an_unknown_woman(id_number=Answer("123")), by(FANG, ENTERED))


def test_pass_time_warns_then_misses_each_limit_once() -> None:
    case = a_case().build()
    told, at = [], ENTERED
    while at < ENTERED + timedelta(days=20):
        at += HOUR
        try:
            case.limits.pass_time(ticking(at), CLOCKS)
        except NothingDue:
            continue
        told += [(type(event), event.code) for event in case.recorded()]
        case.__dict__.pop("_recorded")
    assert told == [
        (limit_events.DeadlineDueSoon, SEARCH_NOTICE),
        (limit_events.DeadlineMissed, SEARCH_NOTICE),
        *[(limit_events.DeadlineDueSoon, code) for code in (LONG_STAY_REPORT, NORMAL_STAY)],
        *[(limit_events.DeadlineMissed, code) for code in (LONG_STAY_REPORT, NORMAL_STAY)],
        (limit_events.DeadlineDueSoon, DNA_REQUEST),
        (limit_events.DeadlineMissed, DNA_REQUEST),
    ]


def test_a_search_at_the_end_of_the_last_year_with_a_calendar_begins_all_the_same() -> None:
    entered = datetime(2026, 12, 28, 1, tzinfo=UTC)
    case = a_case(entered_at=entered).build()
    assert (due(case, SEARCH_NOTICE), due(case, DNA_REQUEST)) == (entered + 24 * HOUR, None)
    later = replace(CLOCKS, calendar=CLOCKS.calendar.with_years({2027: CalendarYear(frozenset(), frozenset(), "通知")}))
    case.limits.pass_time(ticking(entered + HOUR), later)
    dated = [event for event in case.recorded() if isinstance(event, limit_events.DeadlineDated)]
    assert (DNA_REQUEST, datetime(2027, 1, 6, 16, tzinfo=UTC)) in [(event.code, event.due_at) for event in dated]


def test_what_was_missed_stays_missed_and_is_owed_again_only_when_the_check_fails() -> None:
    case = a_case().build()
    case.limits.pass_time(ticking(ENTERED + 30 * HOUR), CLOCKS)
    case.identity.record_statement(ZHANG, not_asked(), CLOCKS, by(FANG, ENTERED + 31 * HOUR))
    assert states(case)[SEARCH_NOTICE] is DeadlineState.MISSED
    assert SEARCH_NOTICE not in awaited(case)
    at = ENTERED + 32 * HOUR
    case.identity.check(a_check(CheckOutcome.DIFFERENT, at), None, CLOCKS, by(LI, at))
    assert SEARCH_NOTICE in awaited(case)
    assert due(case, SEARCH_NOTICE) == ENTERED + 24 * HOUR


def test_a_departure_ends_what_is_owed_and_what_was_missed_stays_on_the_record() -> None:
    case = a_case().build()
    case.limits.pass_time(ticking(ENTERED + 30 * HOUR), CLOCKS)
    case.custody.depart(FETCHED, by(FANG, ENTERED + 31 * HOUR))
    assert awaited(case) == set()
    assert states(case)[SEARCH_NOTICE] is DeadlineState.MISSED
    ended = [event.how for event in case.recorded() if isinstance(event, limit_events.DeadlineSettled)]
    assert set(ended) == {HowSettled.ENDED, HowSettled.DONE}
    assert ended.count(HowSettled.DONE) == 1, "to arrange a departure"


def test_a_duty_done_outside_is_written_down_by_its_paper_and_judged_by_when_it_was_done() -> None:
    case = a_case().build()
    done = ENTERED + timedelta(days=8)
    case.limits.record_duty(NORMAL_STAY, "甬民救〔2026〕3号", None, by(FANG, done))
    assert states(case)[NORMAL_STAY] is DeadlineState.MET
    for code in (NORMAL_STAY, SEARCH_NOTICE, "nonsense"):
        with pytest.raises(errors.NoSuchDuty):
            case.limits.record_duty(code, "x", None, by(FANG, done))
    with pytest.raises(errors.TextMissing):
        case.limits.record_duty(SETTLEMENT, " ", None, by(FANG, done))
