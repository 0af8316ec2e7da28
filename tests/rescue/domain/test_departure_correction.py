"""A departure that was recorded wrong, a death too: one proposes, another decides, and what was owed is owed again."""

import pytest

from services.rescue.domain import departure_errors, errors, events
from services.rescue.domain.answers import Answer
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import CustodyState, Departure
from services.rescue.domain.limits import NORMAL_STAY
from services.rescue.domain.person import AgeInterval
from services.rescue.outbound import outbound
from shared.clock.deadline import DeadlineState
from shared.clock.deadlines import LateReasonRequired
from shared.contracts.rescue import DepartureCorrected, DepartureCorrectionProposed
from shared.kernel.errors import Erased
from tests.builders_rescue import CLOCKS, ENTERED, FANG, FETCHED, HEAD, HOUR, LI, WAYS, a_case, an_unknown_woman, by
from tests.rescue.domain.test_every_verb import STORED
from tests.rescue.domain.verbs import erased

LEFT, NOW = ENTERED + HOUR, ENTERED + 3 * HOUR
REASON = "医院来电，人还在住院"


def departed(case: RescueCase, how: Departure = Departure.DECEASED) -> RescueCase:
    """The case after this departure."""
    case.custody.depart(WAYS[how], by(HEAD, LEFT))
    case.__dict__.pop("_recorded")
    return case


def doubted(case: RescueCase, rightly: Departure | None = None) -> RescueCase:
    """The case whose departure somebody says is wrong."""
    case.custody.propose_departure_correction(rightly, REASON, by(FANG, NOW))
    return case


def test_a_proposal_changes_nothing_before_another_person_has_approved() -> None:
    case = doubted(departed(a_case().placed().build()))
    assert (case.custody.state, case.custody.departure) == (CustodyState.DEPARTED, Departure.DECEASED)
    with pytest.raises(departure_errors.CorrectionNeedsAnother):
        case.custody.approve_departure_correction(by(FANG, NOW))
    with pytest.raises(departure_errors.DepartureCorrectionWaits):
        doubted(case)


def test_an_approved_correction_brings_the_person_back_where_they_were_and_keeps_what_was_recorded() -> None:
    case = doubted(departed(a_case().placed().build()), Departure.FETCHED)
    case.custody.approve_departure_correction(by(LI, NOW + HOUR))
    custody = case.custody
    assert (custody.state, custody.departed_at, custody.departure, custody.leaving) == (
        CustodyState.HOSPITAL,
        None,
        None,
        None,
    )
    (kept,) = custody.departure_corrections
    assert kept.leaving
    assert kept.leaving.died == WAYS[Departure.DECEASED]
    assert (kept.how, kept.departed_at, kept.rightly, kept.reason) == (
        Departure.DECEASED,
        LEFT,
        Departure.FETCHED,
        REASON,
    )
    assert (kept.proposed_by, kept.decided_by, kept.approved) == (FANG.id, LI.id, True)
    custody.depart(FETCHED, by(FANG, NOW + HOUR))
    assert custody.departure is Departure.FETCHED


def test_limits_that_the_wrong_departure_released_are_owed_again_as_they_stood() -> None:
    case = a_case().build()
    before = [(item.code, item.due_at) for item in case.limits.deadlines.items if item.awaits]
    departed(case)
    assert not [item for item in case.limits.deadlines.items if item.awaits]
    doubted(case).custody.approve_departure_correction(by(LI, NOW))
    assert [(item.code, item.due_at) for item in case.limits.deadlines.items if item.awaits] == before
    assert {item.state for item in case.limits.deadlines.items if item.awaits} == {DeadlineState.OPEN}


@pytest.mark.parametrize("late", [False, True])
def test_a_departure_does_the_duty_to_arrange_it_and_owes_it_again_when_it_was_none(late: bool) -> None:
    """民发〔2014〕132号 离站准备; a late one says why."""
    case = a_case().build()
    at = ENTERED + (30 * 24 if late else 24) * HOUR
    before = STORED.dump_python(case, mode="json")
    if late:
        with pytest.raises(LateReasonRequired):
            case.custody.depart(FETCHED, by(FANG, at))
        assert STORED.dump_python(case, mode="json") == before, "a refused verb changes nothing"
    case.custody.depart(FETCHED, by(FANG, at), "等家属从外地赶来" if late else None)
    (stay,) = (item for item in case.limits.deadlines.items if item.code == NORMAL_STAY)
    assert (stay.met_at, stay.released_at, stay.state) == (
        at,
        None,
        DeadlineState.MISSED if late else DeadlineState.MET,
    )
    case.custody.propose_departure_correction(None, "登记错了", by(FANG, at))
    case.custody.approve_departure_correction(by(HEAD, at))
    (stay,) = (item for item in case.limits.deadlines.items if item.code == NORMAL_STAY)
    assert stay.awaits
    assert (stay.met_at, stay.late_reason) == (None, None)


@pytest.mark.parametrize("how", [Departure.WALKED_OUT, Departure.DECEASED])
def test_a_departure_that_nobody_arranges_does_no_duty_and_asks_for_no_reason(how: Departure) -> None:
    case = a_case().build()
    case.custody.depart(WAYS[how], by(FANG, ENTERED + 30 * 24 * HOUR))
    (stay,) = (item for item in case.limits.deadlines.items if item.code == NORMAL_STAY)
    assert (stay.met_at, stay.released_at) == (None, ENTERED + 30 * 24 * HOUR)


def test_who_stated_who_they_are_owes_the_check_and_the_stay_again_and_who_was_reported_is_reported() -> None:
    reported = doubted(departed(a_case(entered_at=None).build(), Departure.NEVER_CAME))
    reported.custody.approve_departure_correction(by(LI, NOW))
    assert reported.custody.state is CustodyState.REPORTED
    known = doubted(departed(a_case().stated().build()))
    known.custody.approve_departure_correction(by(LI, NOW))
    assert known.custody.state is CustodyState.RECEIVED
    assert {item.code for item in known.limits.deadlines.items if item.awaits} == {"normal_stay", "identity_check"}


def test_the_correction_is_told_to_others_by_number_alone() -> None:
    case = doubted(departed(a_case().build()))
    case.custody.approve_departure_correction(by(LI, NOW))
    proposed, corrected = case.recorded()
    assert isinstance(corrected, events.DepartureCorrected)
    assert outbound(corrected, CLOCKS.rules) == DepartureCorrected(case_id="case-1", case_no="救2026-0117")
    assert isinstance(proposed, events.DepartureCorrectionProposed)
    assert outbound(proposed, CLOCKS.rules) == DepartureCorrectionProposed(case_id="case-1", case_no="救2026-0117")


def test_of_a_settlement_nobody_is_told_that_the_limits_have_ended() -> None:
    told = events.PersonDeparted(case_id="case-1", act=by(FANG, NOW), how=Departure.SETTLED)
    assert outbound(told, CLOCKS.rules) is None


def test_a_declined_correction_leaves_the_departure_and_another_may_be_proposed() -> None:
    case = doubted(departed(a_case().build()))
    case.custody.decline_departure_correction(by(FANG, NOW))
    assert case.custody.departure is Departure.DECEASED
    with pytest.raises(departure_errors.NoDepartureCorrection):
        case.custody.approve_departure_correction(by(LI, NOW))
    doubted(case)
    assert [one.waits for one in case.custody.departure_corrections] == [False, True]


def test_nothing_is_corrected_without_a_reason_of_somebody_in_care_or_of_an_erased_case() -> None:
    with pytest.raises(departure_errors.HasNotLeft):
        doubted(a_case().build())
    case = departed(a_case().build())
    with pytest.raises(errors.TextMissing):
        case.custody.propose_departure_correction(None, " ", by(FANG, NOW))
    erased(case, NOW)
    with pytest.raises(Erased):
        doubted(case)


@pytest.mark.parametrize(
    ("rightly", "error"),
    [
        (Departure.WENT_HOME, departure_errors.MayNotLeaveAlone),
        (Departure.NEVER_CAME, errors.CameAlready),
        (Departure.SETTLED, departure_errors.NoNoticeRun),
    ],
)
def test_a_correction_names_no_way_that_the_rules_forbid(rightly: Departure, error: type[Exception]) -> None:
    """未成年人保护法 第九十二条、第九十三条; 民发〔2015〕158号."""
    case = a_case(an_unknown_woman(age=Answer(AgeInterval(15, 19, "医生")))).build()
    case.custody.depart(FETCHED, by(FANG, ENTERED + HOUR))
    with pytest.raises(error):
        case.custody.propose_departure_correction(rightly, "登记错了", by(FANG, ENTERED + HOUR))
    assert case.custody.waiting_correction is None
