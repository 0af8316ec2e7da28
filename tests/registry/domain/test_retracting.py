"""Taking back what was entered by mistake: a second person decides, and what followed goes with it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services.registry.domain import events, retraction_errors
from services.registry.domain.kinds import OrganisationStatus, ReasonCode, SeriousGround, Standing
from services.registry.domain.listing import Listing
from services.registry.domain.names import keys_held
from services.registry.domain.organisation import Organisation
from services.registry.domain.retracting import (
    approve_retraction,
    decline_retraction,
    propose_retraction,
    retractable,
)
from services.registry.domain.retraction_events import RetractionDecided, RetractionProposed
from tests.builders_registry import ACT, MONDAY, PLACES, RULES, an_act, an_organisation, listed, told

ANOTHER = an_act(MONDAY + timedelta(hours=1), by="staff-wang")
UNREACHABLE = Listing(ReasonCode.UNREACHABLE)
WARNED, WARNED_AGAIN = (Listing(ReasonCode.PENALISED, decision_no=f"奉民罚〔2026〕{n}号") for n in (1, 2))


def taken_back(one: Organisation, entry: str) -> list[str]:
    """Take an entry back, by two people; the kinds of what was told."""
    told(one)
    propose_retraction(one, entry, "登记到了另一个组织名下", ACT)
    approve_retraction(one, ANOTHER, RULES)
    return [type(event).__name__ for event in told(one)[2:]]


def test_wrong_listing_is_taken_back_and_restores_the_standing() -> None:
    one = listed(an_organisation(), "r-1")
    assert taken_back(one, "reason-r-1") == ["ReasonCleared", "StandingRestored"]
    assert (one.credit.reasons, one.standing, one.clocks) == ([], Standing.CLEAR, [])
    retraction = one.retractions[0]
    assert retraction.taken.reason is not None, "what was entered stays on record"
    assert (retraction.approved, retraction.proposed.by) == (True, ACT.by)


def test_one_of_two_listings_taken_back_restores_nothing() -> None:
    one = listed(an_organisation(), "r-1", "r-2")
    assert taken_back(one, "reason-r-1") == ["ReasonCleared"]
    assert one.standing is Standing.ABNORMAL


@pytest.mark.parametrize("entry", ["reason-r-1", "reason-r-2"])
def test_penalty_taken_back_takes_the_ground_of_two_penalties_with_it(entry: str) -> None:
    one = an_organisation()
    one.credit.list_abnormal("r-1", WARNED, ACT, RULES)
    one.credit.list_abnormal("r-2", WARNED_AGAIN, an_act(MONDAY + timedelta(minutes=1)), RULES)
    assert one.standing is Standing.SERIOUS
    assert taken_back(one, entry) == ["ReasonCleared", "OrganisationLeftSeriousList"]
    assert one.standing is Standing.ABNORMAL


@pytest.mark.parametrize(
    "verb",
    [
        lambda o: o.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES),
        lambda o: o.revoke("奉民决1号", ACT, RULES),
        lambda o: o.withdraw_licence("奉民罚1号", ACT, RULES),
    ],
)
def test_decision_taken_back_takes_its_ground_and_blocked_name_with_it(verb: Callable[[Organisation], None]) -> None:
    one = an_organisation()
    verb(one)
    assert taken_back(one, "step-0") == ["StepRetracted", "OrganisationLeftSeriousList", "StandingRestored"]
    assert (one.status, one.steps, one.standing) == (OrganisationStatus.REGISTERED, [], Standing.CLEAR)
    assert (one.blocked, one.clocks) == ([], [])


def test_deregistration_taken_back_leads_to_what_held_before_with_its_ground() -> None:
    one = an_organisation()
    one.revoke("奉民决1号", ACT, RULES)
    one.deregister("奉民销1号", (), an_act(MONDAY + timedelta(minutes=5)), RULES)
    assert one.standing is Standing.CLEAR
    assert taken_back(one, "step-1") == ["StepRetracted", "OrganisationListedSerious"]
    assert (one.status, one.standing) == (OrganisationStatus.REVOKED, Standing.SERIOUS)
    assert len(one.blocked) == 1


def test_suspension_that_ended_by_itself_is_taken_back_as_a_whole() -> None:
    one = an_organisation()
    one.suspend("奉民决1号", date(2026, 3, 10), ACT, RULES)
    one.pass_time("service:registry", MONDAY + timedelta(days=10), RULES)
    assert list(retractable(one)) == ["step-0"]
    taken_back(one, "step-0")
    assert (one.steps, one.credit.serious, one.standing) == ([], [], Standing.CLEAR)


def test_change_taken_back_leaves_what_was_true_before_and_blocks_no_name() -> None:
    one = an_organisation()
    one.change({"name": "奉化区误登协会"}, date(2026, 3, 1), "奉民许1号", ACT, places=PLACES, rules=RULES)
    assert len(one.blocked) == 1
    told(one)
    propose_retraction(one, "change-0", "登记到了另一个组织名下", ACT)
    approve_retraction(one, ANOTHER, RULES)
    corrected = told(one)[-1]
    assert corrected == events.OrganisationCorrected("org-1", ("name",), "奉化区示例协会1", ANOTHER)
    assert (one.particulars.name, one.changes, one.blocked) == ("奉化区示例协会1", [], [])
    assert keys_held(one, RULES) == ["奉化区示例协会1"]
    assert [span.value for span in one.history["name"].spans()] == ["奉化区示例协会1"]


def test_ground_entered_by_hand_is_taken_back_and_one_that_followed_only_with_its_cause() -> None:
    one = an_organisation()
    one.credit.list_serious(SeriousGround.DISHONEST_DEBTOR, "浙0213执1号", "", ACT, RULES)
    one.suspend("奉民决1号", date(2026, 9, 1), an_act(MONDAY + timedelta(minutes=1)), RULES)
    assert list(retractable(one)) == ["step-0", "ground-0"]
    assert taken_back(one, "ground-0") == []
    assert [entry.ground for entry in one.credit.serious] == [SeriousGround.SUSPENDED]


def test_nobody_approves_their_own_proposal_and_only_one_waits() -> None:
    one = listed(an_organisation(), "r-1", "r-2")
    propose_retraction(one, "reason-r-1", "登错", ACT)
    with pytest.raises(retraction_errors.RetractionNeedsAnother):
        approve_retraction(one, ACT, RULES)
    with pytest.raises(retraction_errors.RetractionWaits):
        propose_retraction(one, "reason-r-2", "登错", ACT)
    decline_retraction(one, ACT)
    assert len(one.open_reasons) == 2
    with pytest.raises(retraction_errors.NoRetractionWaits):
        approve_retraction(one, ANOTHER, RULES)


def test_decision_behind_which_another_stands_is_not_taken_back() -> None:
    one = an_organisation()
    one.revoke("奉民决1号", ACT, RULES)
    propose_retraction(one, "step-0", "登错", ACT)
    one.deregister("奉民销1号", (), an_act(MONDAY + timedelta(minutes=5)), RULES)
    with pytest.raises(retraction_errors.EntryNotRetractable):
        approve_retraction(one, ANOTHER, RULES)


def test_where_nothing_was_entered_nothing_can_be_taken_back() -> None:
    one = an_organisation()
    with pytest.raises(retraction_errors.NothingToRetract):
        propose_retraction(one, "step-0", "登错", ACT)


def test_entry_that_is_not_there_is_not_taken_back() -> None:
    one = listed(an_organisation(), "r-1")
    with pytest.raises(retraction_errors.EntryNotRetractable):
        propose_retraction(one, "reason-r-2", "登错", ACT)
    assert one.retractions == []


def test_listing_that_was_cleared_is_taken_back_without_a_word_to_others() -> None:
    one = listed(an_organisation(), "r-1")
    one.credit.clear_reason("r-1", "已补报", an_act(MONDAY + timedelta(minutes=1)), RULES)
    assert taken_back(one, "reason-r-1") == []
    assert (one.credit.reasons, one.standing) == ([], Standing.CLEAR)


def test_listing_taken_back_takes_the_ground_of_two_years_with_it() -> None:
    one = listed(an_organisation(), "r-1")
    one.pass_time("service:registry", MONDAY + timedelta(days=732), RULES)
    assert [entry.ground for entry in one.credit.serious] == [SeriousGround.TWO_YEARS_ABNORMAL]
    assert taken_back(one, "reason-r-1") == ["ReasonCleared", "OrganisationLeftSeriousList", "StandingRestored"]
    assert (one.credit.serious, one.standing) == ([], Standing.CLEAR)


def test_ground_of_two_penalties_that_no_entered_penalty_led_to_stays() -> None:
    one = listed(an_organisation(), "r-1")
    one.credit.enter(SeriousGround.TWICE_PENALISED, "奉民罚〔2025〕9号", "", an_act(MONDAY + timedelta(minutes=1)))
    assert taken_back(one, "reason-r-1") == ["ReasonCleared"]
    assert one.standing is Standing.SERIOUS


def test_it_is_told_whose_entry_is_doubted_and_who_proposed_it() -> None:
    one = listed(an_organisation(), "r-1")
    told(one)
    propose_retraction(one, "reason-r-1", "登记到了另一个组织名下", ACT)
    decline_retraction(one, ANOTHER)
    propose_retraction(one, "reason-r-1", "登记到了另一个组织名下", ACT)
    approve_retraction(one, ANOTHER, RULES)
    asked, declined, _, approved, *_ = told(one)
    named = {"name": one.particulars.name, "uscc": one.particulars.uscc, "invented": False}
    assert asked == RetractionProposed(one.id, "reason-r-1", ACT, **named)
    assert declined == RetractionDecided(one.id, "reason-r-1", False, ANOTHER, **named, proposed_by=ACT.by)
    assert approved == RetractionDecided(one.id, "reason-r-1", True, ANOTHER, **named, proposed_by=ACT.by)
