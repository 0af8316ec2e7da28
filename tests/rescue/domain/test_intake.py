"""How and when the person came, completed and corrected after the case was opened."""

from dataclasses import replace
from typing import Any

import pytest

from services.rescue.domain import errors, events, limit_events
from services.rescue.domain.intake import EntryCorrection, Intake
from services.rescue.domain.kinds import Arrival
from services.rescue.domain.limits import SEARCH_NOTICE
from shared.clock.deadlines import DeadlineState
from tests.builders_rescue import CLOCKS, ENTERED, FANG, FETCHED, HOUR, a_case, by, ticking

CAME = Intake(Arrival.POLICE, ENTERED, found_place="大桥镇路口")


def test_supplement_intake_completes_it_and_records_which_fields_changed_and_never_their_values() -> None:
    case = a_case().build()
    told = replace(CAME, entered_at=None, handover_sheet="岳护2026-88", found_at=ENTERED - HOUR)
    case.custody.supplement_intake(told, by(FANG, ENTERED + HOUR))
    assert case.custody.intake == replace(told, entered_at=ENTERED)
    (event,) = case.recorded()
    assert event == events.IntakeSupplemented(
        case_id="case-1", act=by(FANG, ENTERED + HOUR), fields=("found_at", "handover_sheet")
    )


def test_supplement_intake_without_a_change_or_after_the_departure_is_refused() -> None:
    case = a_case().build()
    with pytest.raises(errors.NothingChanged):
        case.custody.supplement_intake(CAME, by(FANG, ENTERED))
    case.custody.depart(FETCHED, by(FANG, ENTERED))
    with pytest.raises(errors.CaseClosed):
        case.custody.supplement_intake(replace(CAME, brought_by="岳林派出所"), by(FANG, ENTERED))


def test_nobody_was_found_in_the_future() -> None:
    found = replace(CAME, found_at=ENTERED + HOUR)
    case = a_case().build()
    with pytest.raises(errors.FoundInFuture):
        case.custody.supplement_intake(found, by(FANG, ENTERED))
    with pytest.raises(errors.FoundInFuture):
        a_case(found_at=ENTERED + HOUR)


def test_correct_entry_keeps_what_stood_there_and_counts_the_limits_anew() -> None:
    case = a_case().build()
    case.custody.correct_entry(ENTERED - 5 * HOUR, " 交接表上写的是凌晨 ", CLOCKS, by(FANG, ENTERED + HOUR))
    assert case.custody.entered_at == ENTERED - 5 * HOUR
    assert case.custody.entry_corrections == [
        EntryCorrection(ENTERED, ENTERED - 5 * HOUR, "交接表上写的是凌晨", ENTERED + HOUR, "fang")
    ]
    assert case.limits.deadlines.items[0].due_at == ENTERED + 19 * HOUR
    assert case.next_due_at == ENTERED + 13 * HOUR
    assert [type(event) for event in case.recorded()] == [events.EntryCorrected]


def test_correct_entry_to_one_whose_limit_has_passed_is_told_by_the_clock() -> None:
    case = a_case().build()
    case.custody.correct_entry(ENTERED - 48 * HOUR, "问过护送民警", CLOCKS, by(FANG, ENTERED + HOUR))
    case.limits.pass_time(ticking(ENTERED + HOUR), CLOCKS)
    notice = next(item for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE)
    assert notice.state is DeadlineState.MISSED
    assert isinstance(case.recorded()[-1], limit_events.DeadlineMissed)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"entered_at": ENTERED + 3 * HOUR}, errors.ArrivalInFuture),
        ({"entered_at": ENTERED}, errors.NothingChanged),
        ({"reason": "  "}, errors.TextMissing),
    ],
)
def test_correct_entry_with_what_cannot_be_is_refused(change: dict[str, Any], refusal: type[Exception]) -> None:
    given = {"entered_at": ENTERED - HOUR, "reason": "问过护送民警", "clocks": CLOCKS, "act": by(FANG, ENTERED)}
    case = a_case().build()
    with pytest.raises(refusal):
        case.custody.correct_entry(**(given | change))


def test_correct_entry_of_somebody_who_has_not_come_is_refused() -> None:
    case = a_case(entered_at=None).build()
    with pytest.raises(errors.NotYetReceived):
        case.custody.correct_entry(ENTERED, "写错", CLOCKS, by(FANG, ENTERED))
