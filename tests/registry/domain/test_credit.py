"""The two lists of credit: what leads to them, what leaves them by itself, and what by a check."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.registry.domain import credit_errors, errors, events
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, ReasonCode, SeriousGround, Standing
from services.registry.domain.listing import Listing
from services.registry.domain.organisation import Organisation
from shared.kernel.act import OccurredTooEarly
from tests.builders_registry import ACT, MONDAY, PLACES, RULES, a_code, an_act, an_organisation, told

CLOCK = "service:registry"
WARNED, WARNED_AGAIN = (Listing(ReasonCode.PENALISED, decision_no=f"奉民罚〔2026〕{n}号") for n in (1, 2))
UNREACHABLE = Listing(ReasonCode.UNREACHABLE)


def ends(year: int, month: int, day: int) -> datetime:
    """24:00 of that day in China."""
    return datetime(year, month, day, 16, tzinfo=UTC)


def grounds(one: Organisation) -> list[SeriousGround]:
    return [entry.ground for entry in one.credit.open_grounds]


def report(year: int) -> Listing:
    return Listing(ReasonCode.ANNUAL_REPORT_MISSING, year)


@pytest.mark.parametrize(
    ("verb", "ground"),
    [
        (lambda o: o.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES), SeriousGround.SUSPENDED),
        (lambda o: o.revoke("奉民决1号", ACT, RULES), SeriousGround.REGISTRATION_ENDED),
        (lambda o: o.withdraw_licence("奉民罚1号", ACT, RULES), SeriousGround.REGISTRATION_ENDED),
        (
            lambda o: o.credit.list_serious(SeriousGround.FINED_FIFTY_THOUSAND, "奉民罚1号", "", ACT, RULES),
            SeriousGround.FINED_FIFTY_THOUSAND,
        ),
        (
            lambda o: o.credit.list_serious(SeriousGround.DISHONEST_DEBTOR, "浙0213执1号", "", ACT, RULES),
            SeriousGround.DISHONEST_DEBTOR,
        ),
    ],
)
def test_what_leads_directly_to_the_list_of_serious_breaches(verb: object, ground: SeriousGround) -> None:
    one = an_organisation()
    verb(one)  # type: ignore[operator]
    assert (grounds(one), one.standing) == ([ground], Standing.SERIOUS)
    (listed,) = (event for event in told(one) if isinstance(event, events.OrganisationListedSerious))
    assert (listed.ground, listed.open_grounds) == (ground, 1)


@pytest.mark.parametrize(("apart", "serious"), [(timedelta(days=1095), True), (timedelta(days=1097), False)])
def test_two_penalties_within_three_years_lead_to_the_list_of_serious_breaches(apart: timedelta, serious: bool) -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", WARNED, an_act(MONDAY - apart, MONDAY), RULES)
    one.credit.list_abnormal("r-2", WARNED_AGAIN, ACT, RULES)
    assert (grounds(one) == [SeriousGround.TWICE_PENALISED]) is serious


def test_a_penalty_counts_also_after_it_was_cleared_and_when_it_is_entered_late() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", WARNED, ACT, RULES)
    one.credit.clear_reason("r-1", "已核实", ACT, RULES)
    one.credit.list_abnormal("r-2", WARNED_AGAIN, an_act(MONDAY - timedelta(days=300), MONDAY), RULES)
    assert grounds(one) == [SeriousGround.TWICE_PENALISED]


def test_two_years_on_the_list_of_abnormal_activity_lead_to_that_of_serious_breaches() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    assert one.next_due_at == ends(2028, 3, 2)
    told(one)
    one.pass_time(CLOCK, ends(2028, 3, 2) + timedelta(days=3), RULES)
    (listed,) = told(one)
    assert (listed.ground, listed.act.occurred_at) == (SeriousGround.TWO_YEARS_ABNORMAL, ends(2028, 3, 2))
    assert (one.standing, one.next_due_at) == (Standing.SERIOUS, None)


def test_two_years_are_judged_by_when_it_was_cleared_and_not_by_when_that_was_entered() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    one.pass_time(CLOCK, ends(2028, 3, 2), RULES)
    told(one)
    entered = ends(2028, 3, 2) + timedelta(days=2)
    one.credit.clear_reason("r-1", "已联系", an_act(ends(2028, 3, 1), entered), RULES)
    assert [type(event) for event in told(one)] == [
        events.ReasonCleared,
        events.OrganisationLeftSeriousList,
        events.StandingRestored,
    ]
    assert one.standing is Standing.CLEAR


def test_a_new_reason_starts_the_two_years_again_also_when_it_was_cleared_since() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    later = an_act(MONDAY + timedelta(days=365))
    one.credit.list_abnormal("r-2", Listing(ReasonCode.PARTY_BRANCH_MISSING), later, RULES)
    one.credit.clear_reason("r-2", "已设立", later, RULES)
    assert one.next_due_at == ends(2029, 3, 2)


def test_a_penalty_leaves_the_list_after_six_months_and_restores_the_standing() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", WARNED, ACT, RULES)
    assert one.next_due_at == ends(2026, 9, 2)
    told(one)
    one.pass_time(CLOCK, ends(2026, 9, 2), RULES)
    cleared, restored = told(one)
    assert (cleared.reason_id, type(restored)) == ("r-1", events.StandingRestored)
    assert (one.standing, one.next_due_at) == (Standing.CLEAR, None)


def test_what_asks_for_a_remedy_stays_on_the_list_and_a_new_reason_keeps_a_penalty_longer() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", WARNED, ACT, RULES)
    one.credit.list_abnormal("r-2", UNREACHABLE, an_act(MONDAY + timedelta(days=30)), RULES)
    assert one.next_due_at == ends(2026, 10, 1)
    one.pass_time(CLOCK, ends(2026, 10, 1), RULES)
    assert [reason.id for reason in one.open_reasons] == ["r-2"]
    assert one.next_due_at == ends(2028, 4, 1)


def test_a_suspension_ends_by_itself_after_its_last_day_and_keeps_the_organisation_listed() -> None:
    one = an_organisation()
    one.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    told(one)
    one.pass_time(CLOCK, ends(2026, 9, 1), RULES)
    (resumed,) = told(one)
    assert isinstance(resumed, events.OrganisationResumed)
    assert (one.status, one.standing) == (OrganisationStatus.REGISTERED, Standing.SERIOUS)
    assert one.steps[-1].told.occurred_at == ends(2026, 9, 1)


def test_after_downtime_everything_that_was_due_happens_in_its_order_and_at_its_time() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    one.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    told(one)
    one.pass_time(CLOCK, ends(2030, 1, 1), RULES)
    happened = told(one)
    assert [type(event) for event in happened] == [events.OrganisationResumed, events.OrganisationListedSerious]
    assert [event.act.occurred_at for event in happened] == [ends(2026, 9, 1), ends(2028, 3, 2)]


def test_the_list_of_serious_breaches_is_left_after_two_years_with_nothing_open() -> None:
    one = an_organisation()
    one.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    one.pass_time(CLOCK, ends(2026, 9, 1), RULES)
    with pytest.raises(credit_errors.SeriousTooEarly, match="3 Mar 2028"):
        one.credit.leave_serious_list("已核实", an_act(ends(2028, 3, 2) - timedelta(seconds=1)), RULES)
    told(one)
    one.credit.leave_serious_list("已核实", an_act(ends(2028, 3, 2)), RULES)
    assert [type(event) for event in told(one)] == [events.OrganisationLeftSeriousList, events.StandingRestored]
    assert one.standing is Standing.CLEAR


def test_whatever_is_listed_meanwhile_starts_the_two_years_of_the_serious_list_again() -> None:
    one = an_organisation()
    one.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    one.credit.list_abnormal("r-1", UNREACHABLE, an_act(MONDAY + timedelta(days=365)), RULES)
    one.credit.clear_reason("r-1", "已联系", an_act(MONDAY + timedelta(days=366)), RULES)
    assert one.credit.may_leave_at(RULES) == ends(2029, 3, 2)


def test_the_list_of_serious_breaches_is_not_left_while_a_reason_is_open() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    one.pass_time(CLOCK, ends(2028, 3, 2), RULES)
    with pytest.raises(credit_errors.ReasonsStillOpen):
        one.credit.leave_serious_list("已核实", an_act(ends(2030, 3, 3)), RULES)
    one.credit.clear_reason("r-1", "已联系", an_act(ends(2030, 3, 3)), RULES)
    assert one.standing is Standing.SERIOUS
    one.credit.leave_serious_list("已核实", an_act(ends(2030, 3, 3)), RULES)
    assert one.standing is Standing.CLEAR


def test_clearing_the_last_reason_restores_nothing_while_it_is_listed_for_serious_breaches() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    one.credit.list_serious(SeriousGround.DISHONEST_DEBTOR, "浙0213执1号", "", ACT, RULES)
    told(one)
    one.credit.clear_reason("r-1", "已联系", ACT, RULES)
    assert [type(event) for event in told(one)] == [events.ReasonCleared]


def test_an_ended_organisation_leaves_the_serious_list_with_its_deregistration() -> None:
    one = an_organisation()
    one.revoke("奉民决1号", ACT, RULES)
    with pytest.raises(credit_errors.EndedStaysListed):
        one.credit.leave_serious_list("已核实", ACT, RULES)
    told(one)
    one.deregister("奉民决2号", (), ACT, RULES)
    assert [type(event) for event in told(one)][:2] == [
        events.OrganisationDeregistered,
        events.OrganisationLeftSeriousList,
    ]


@pytest.mark.parametrize(
    "ground",
    [
        SeriousGround.TWO_YEARS_ABNORMAL,
        SeriousGround.SUSPENDED,
        SeriousGround.TWICE_PENALISED,
        SeriousGround.REGISTRATION_ENDED,
    ],
)
def test_ground_that_the_register_enters_by_itself_cannot_be_entered_by_hand(ground: SeriousGround) -> None:
    one = an_organisation()
    with pytest.raises(credit_errors.GroundComesByItself) as refused:
        one.credit.list_serious(ground, "奉民决1号", "", ACT, RULES)
    assert ground.label.zh in refused.value.sentence("zh")


def test_another_situation_needs_a_note_and_the_same_decision_is_not_entered_twice() -> None:
    one = an_organisation()
    with pytest.raises(errors.ReasonNeedsNote):
        one.credit.list_serious(SeriousGround.OTHER, "奉民决1号", " ", ACT, RULES)
    one.credit.list_serious(SeriousGround.CHANGE_BY_FRAUD, "奉民决1号", "", ACT, RULES)
    with pytest.raises(credit_errors.GroundAlreadyOpen):
        one.credit.list_serious(SeriousGround.CHANGE_BY_FRAUD, "奉民决1号", "", ACT, RULES)


@pytest.mark.parametrize(
    ("year", "on", "error"),
    [
        (2025, datetime(2026, 5, 31, 15, tzinfo=UTC), credit_errors.ReportNotYetDue),
        (2025, datetime(2026, 6, 1, 1, tzinfo=UTC), None),
        (2026, datetime(2026, 6, 1, 1, tzinfo=UTC), credit_errors.ReportNotYetDue),
        (2019, datetime(2020, 6, 15, 1, tzinfo=UTC), credit_errors.ReportNotYetDue),
        (2019, datetime(2020, 7, 1, 1, tzinfo=UTC), None),
        (2017, datetime(2018, 6, 1, 1, tzinfo=UTC), credit_errors.ReportNotOwed),
        (2018, datetime(2019, 6, 1, 1, tzinfo=UTC), None),
        (1990, datetime(2019, 6, 1, 1, tzinfo=UTC), credit_errors.ReportNotRuled),
    ],
)
def test_a_report_is_listed_as_missing_only_after_its_window_and_only_where_it_was_owed(
    year: int, on: datetime, error: type[Exception] | None
) -> None:
    one = an_organisation(founded_on=date(2017, 7, 1))
    if error is None:
        one.credit.list_abnormal("r-1", report(year), an_act(on), RULES)
        return
    with pytest.raises(error):
        one.credit.list_abnormal("r-1", report(year), an_act(on), RULES)


def test_a_foundation_files_by_the_end_of_march() -> None:
    changes = {"uscc": a_code(1, "53"), "kind": OrganisationKind.FOUNDATION}
    foundation = an_organisation(**changes)
    foundation.credit.list_abnormal("r-1", report(2025), an_act(datetime(2026, 4, 1, 1, tzinfo=UTC)), RULES)
    assert foundation.standing is Standing.ABNORMAL


def test_nothing_happens_before_its_cause() -> None:
    one = an_organisation(founded_on=date(2020, 1, 1))
    before = an_act(datetime(2019, 12, 30, tzinfo=UTC), MONDAY)
    with pytest.raises(OccurredTooEarly):
        one.credit.list_abnormal("r-1", UNREACHABLE, before, RULES)
    with pytest.raises(OccurredTooEarly):
        one.suspend("奉民决1号", date(2026, 9, 1), before, RULES)
    with pytest.raises(errors.ChangedBeforeFounding):
        one.change({"address": "新址"}, date(2019, 12, 30), "奉民许1号", before, places=PLACES, rules=RULES)
    one.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    with pytest.raises(OccurredTooEarly):
        one.resume("奉民决2号", an_act(MONDAY - timedelta(days=1), MONDAY), RULES)
    one.credit.list_abnormal("r-1", UNREACHABLE, ACT, RULES)
    with pytest.raises(OccurredTooEarly):
        one.credit.clear_reason("r-1", "已联系", an_act(MONDAY - timedelta(days=1), MONDAY), RULES)


def test_founding_is_not_corrected_to_a_day_after_what_is_known_to_have_happened() -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", UNREACHABLE, an_act(MONDAY - timedelta(days=10), MONDAY), RULES)
    with pytest.raises(errors.FoundedAfterEntries):
        one.correct(replace(one.particulars, founded_on=date(2026, 2, 21)), PLACES, "抄录错误", ACT, RULES)
    one.correct(replace(one.particulars, founded_on=date(2026, 2, 20)), PLACES, "抄录错误", ACT, RULES)


def test_penalty_needs_its_number_and_only_a_report_has_a_year() -> None:
    one = an_organisation()
    with pytest.raises(credit_errors.PenaltyNeedsNumber):
        one.credit.list_abnormal("r-1", Listing(ReasonCode.PENALISED), ACT, RULES)
    with pytest.raises(credit_errors.ReasonHasNoYear):
        one.credit.list_abnormal("r-1", Listing(ReasonCode.UNREACHABLE, 2020), ACT, RULES)
