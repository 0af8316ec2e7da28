"""The time of arrival as it is corrected: never past an act on file, and by two where limits were judged by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.rescue.domain import departure_errors, entry_change, entry_errors, entry_events, errors, events
from services.rescue.domain.case import RescueCase
from services.rescue.domain.intake import EntryCorrection
from services.rescue.domain.kinds import CorrectionState, Departure, Happening, Place
from services.rescue.domain.limits import SEARCH_NOTICE
from services.rescue.domain.permissions import ON_CASE
from services.rescue.domain.ways import Settled
from shared.clock.deadline import Deadline, DeadlineState
from shared.kernel.act import Act
from shared.kernel.cause import Actor
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, LI, OFFERS, WAYS, CaseBuilder, a_case, by, ticking
from tests.rescue.domain.verbs import send

DAY = timedelta(days=1)
LATE = ENTERED + 30 * HOUR


def correct(case: RescueCase, hours: float, at: float = 30, actor: Actor = FANG) -> None:
    """Somebody says after ``at`` hours that the person came this much later, or earlier."""
    act = by(actor, ENTERED + at * HOUR)
    case.custody.correct_entry(ENTERED + hours * HOUR, "问过护送民警", CLOCKS, act)


def notice_limit(case: RescueCase) -> Deadline:
    """The limit of the first notice."""
    return next(item for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE)


def missed() -> RescueCase:
    """A case whose first notice is late, and the clock has told so."""
    case = a_case().build()
    case.limits.pass_time(ticking(LATE), CLOCKS)
    return case


ACTS: dict[str, CaseBuilder] = {
    "placed": a_case().placed(),
    "interviewed": a_case().interviewed(),
    "notice drafted": a_case().with_notice_proposed(),
    "notice published": a_case().with_notice_published(),
}


def test_a_correction_without_a_reason_is_refused_and_changes_nothing() -> None:
    case = a_case().build()
    with pytest.raises(errors.TextMissing):
        case.custody.correct_entry(ENTERED - HOUR, " ", CLOCKS, by(FANG, ENTERED + HOUR))
    assert (case.custody.entered_at, case.custody.entry_corrections) == (ENTERED, [])


def test_the_time_that_stands_already_is_no_correction() -> None:
    case = a_case().build()
    with pytest.raises(errors.NothingChanged):
        correct(case, 0)
    assert case.custody.entry_corrections == []


@pytest.mark.parametrize("act", ACTS)
def test_nobody_came_after_what_was_done_with_or_for_them_here(act: str) -> None:
    case = ACTS[act].build()
    with pytest.raises(entry_errors.EntryAfterAct) as refused:
        correct(case, 3)
    assert "2026年9月28日 09:00" in refused.value.sentence("zh")
    assert case.custody.entered_at == ENTERED


def test_an_entry_after_a_request_to_the_police_is_refused_too() -> None:
    case = a_case().build()
    send(case, "inquiry-1", by(FANG, ENTERED + HOUR))
    with pytest.raises(entry_errors.EntryAfterAct):
        correct(case, 2)


@pytest.mark.parametrize("told", [False, True], ids=["not told yet", "told"])
def test_a_correction_that_rewrites_a_missed_limit_waits_for_a_second_person(told: bool) -> None:
    case = missed() if told else a_case().build()
    correct(case, -2)
    (waiting,) = case.custody.entry_corrections
    assert (waiting.state, case.custody.entered_at) == (CorrectionState.WAITING, ENTERED)
    assert notice_limit(case).due_at == ENTERED + 24 * HOUR
    with pytest.raises(entry_errors.EntryCorrectionWaits):
        correct(case, -3, actor=LI)
    with pytest.raises(entry_errors.EntryCorrectionNeedsAnother):
        entry_change.approve(case, CLOCKS, by(FANG, LATE))
    entry_change.approve(case, CLOCKS, by(HEAD, LATE))
    (done,) = case.custody.entry_corrections
    assert (done.state, done.by, done.decided_by) == (CorrectionState.DONE, FANG.id, HEAD.id)
    assert (case.custody.entered_at, notice_limit(case).due_at) == (ENTERED - 2 * HOUR, ENTERED + 22 * HOUR)


def test_one_that_makes_a_missed_limit_run_again_is_decided_by_two_and_the_timeline_still_tells_of_the_miss() -> None:
    case = missed()
    with pytest.raises(entry_errors.NoEntryCorrection):
        entry_change.approve(case, CLOCKS, by(HEAD, LATE))
    correct(case, 28)
    assert notice_limit(case).state is DeadlineState.MISSED
    entry_change.approve(case, CLOCKS, by(LI, LATE))
    assert notice_limit(case).due_at == ENTERED + 52 * HOUR
    assert Happening.DEADLINE_MISSED in [line.what for line in case.history]


def test_one_that_changes_the_end_of_a_limit_that_was_met_waits_too() -> None:
    case = a_case().with_notice_published().build()
    correct(case, -1, at=3)
    assert entry_change.waiting(case) is not None
    assert notice_limit(case).state is DeadlineState.MET


def test_one_that_makes_a_settlement_possible_at_once_waits_and_one_that_says_more_than_was_first_written_too() -> None:
    early, later = a_case().build(), a_case().build()
    correct(early, -150 * 24, at=1)
    correct(later, 0.5, at=1)
    assert all(entry_change.waiting(case) is not None for case in (early, later))


def test_what_no_limit_was_judged_by_is_corrected_at_once() -> None:
    case = a_case().build()
    correct(case, -5, at=1)
    (done,) = case.custody.entry_corrections
    assert (done.state, case.custody.entered_at) == (CorrectionState.DONE, ENTERED - 5 * HOUR)


def test_a_declined_correction_changes_nothing_and_may_be_taken_back_by_who_proposed_it() -> None:
    case = missed()
    correct(case, -2)
    entry_change.decline(case, by(FANG, LATE))
    (told,) = case.custody.entry_corrections
    assert (told.state, told.decided_by, case.custody.entered_at) == (CorrectionState.DECLINED, FANG.id, ENTERED)
    assert isinstance(case.recorded()[-1], entry_events.EntryCorrectionDeclined)


def test_what_was_done_while_a_correction_waited_is_looked_at_when_it_is_approved() -> None:
    case = missed()
    correct(case, 20)
    told = Act(FANG.id, ENTERED + 10 * HOUR, LATE + HOUR, "值班日志")
    case.custody.place(Place.HOSPITAL, "安康医院", told)
    with pytest.raises(entry_errors.EntryAfterAct):
        entry_change.approve(case, CLOCKS, by(HEAD, LATE + HOUR))


def test_the_reader_is_told_who_may_approve() -> None:
    case = missed()
    correct(case, -2)
    allowed = {
        actor.id: next(one for one in OFFERS.on(ON_CASE, case, actor) if one.name == "approve_entry_correction").allowed
        for actor in (FANG, LI, HEAD)
    }
    assert allowed == {FANG.id: False, LI.id: True, HEAD.id: True}


def test_nobody_settles_a_person_by_an_entry_that_they_alone_moved() -> None:
    case = a_case().with_notice_published().interviewed().build()
    moved = ENTERED - 60 * DAY
    case.custody.entered_at = moved
    case.custody.entry_corrections.append(EntryCorrection(ENTERED, moved, "问过民警", ENTERED, FANG.id))
    papers = WAYS[Departure.SETTLED]
    assert isinstance(papers, Settled)
    now = ENTERED + 35 * DAY
    case.conversation.interviews[0] = replace(case.conversation.interviews[0], at=now)
    with pytest.raises(departure_errors.SettlementNeedsAnother):
        case.custody.settle(papers, CLOCKS.rules, by(FANG, now))
    case.custody.settle(papers, CLOCKS.rules, by(LI, now))
    assert case.custody.departure is Departure.SETTLED


def test_it_is_told_who_proposed_a_correction_to_those_who_decide_and_when_it_is_decided() -> None:
    case = missed()
    correct(case, -2)
    proposed = case.recorded()[-1]
    assert isinstance(proposed, entry_events.EntryCorrectionProposed)
    assert (proposed.act.by, proposed.case_no) == (FANG.id, case.case_no)
    entry_change.decline(case, by(LI, LATE))
    declined = case.recorded()[-1]
    assert isinstance(declined, entry_events.EntryCorrectionDeclined)
    assert (declined.proposed_by, declined.case_no) == (FANG.id, case.case_no)
    correct(case, -2, at=31)
    entry_change.approve(case, CLOCKS, by(LI, LATE + 2 * HOUR))
    corrected = next(one for one in reversed(case.recorded()) if isinstance(one, events.EntryCorrected))
    assert (corrected.proposed_by, corrected.case_no) == (FANG.id, case.case_no)


def test_one_that_was_made_alone_is_proposed_by_nobody() -> None:
    case = a_case().build()
    correct(case, -1, at=1)
    corrected = next(one for one in case.recorded() if isinstance(one, events.EntryCorrected))
    assert corrected.proposed_by is None
