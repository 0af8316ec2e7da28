"""An organisation's particulars, legal life and standing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.registry.app import COMMANDS
from services.registry.commands.pass_time import pass_time
from services.registry.domain import credit_errors, errors, events
from services.registry.domain.kinds import (
    OrganisationKind,
    OrganisationStatus,
    Particular,
    ReasonCode,
    SeriousGround,
    Standing,
)
from services.registry.domain.listing import Listing
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import ON_ENDING, ON_ORGANISATION, ON_REASON, ON_SERIOUS_LIST
from services.registry.domain.residing import move_in, move_out
from services.registry.domain.retracting import approve_retraction, decline_retraction, propose_retraction
from services.registry.domain.retraction_errors import NoRetractionWaits
from shared.clock.deadlines import NothingDue
from tests.builders_registry import ACT, LI, MONDAY, PLACES, RULES, an_organisation, listed, particulars, told

REPORT_2024 = Listing(ReasonCode.ANNUAL_REPORT_MISSING, 2024)
UNREACHABLE = Listing(ReasonCode.UNREACHABLE)
DEBTOR, TODAY = SeriousGround.DISHONEST_DEBTOR, date(2026, 3, 2)

VERBS: dict[str, Callable[[Organisation], object]] = {
    "correct_organisation": lambda o: o.correct(particulars(1, name="更正后"), PLACES, "抄录错误", ACT, RULES),
    "suspend_organisation": lambda o: o.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES),
    "resume_organisation": lambda o: o.resume("奉民决2号", ACT, RULES),
    "deregister_organisation": lambda o: o.deregister("奉民决3号", (), ACT, RULES),
    "revoke_organisation": lambda o: o.revoke("奉民决4号", ACT, RULES),
    "list_abnormal": lambda o: o.credit.list_abnormal("r-1", REPORT_2024, ACT, RULES),
    "clear_abnormal_reason": lambda o: o.credit.clear_reason("r-0", "已补报", ACT, RULES),
    "change_organisation": lambda o: o.change({"address": "新址"}, TODAY, "奉民许5号", ACT, places=PLACES, rules=RULES),
    "withdraw_licence": lambda o: o.withdraw_licence("奉民罚6号", ACT, RULES),
    "list_serious": lambda o: o.credit.list_serious(DEBTOR, "浙0213执1号", "", ACT, RULES),
    "leave_serious_list": lambda o: o.credit.leave_serious_list("已核实", ACT, RULES),
    "note_residency": lambda o: move_in(o, "201室", date(2026, 12, 31), ACT),
    "end_residency": lambda o: move_out(o, ACT),
    "propose_retraction": lambda o: propose_retraction(o, "reason-r-0", "登错", ACT),
    "approve_retraction": lambda o: approve_retraction(o, ACT, RULES),
    "decline_retraction": lambda o: decline_retraction(o, ACT),
    "pass_time": lambda o: o.pass_time("service:registry", MONDAY + timedelta(days=3 * 366), RULES),
}
"""Every command on one organisation, by its name."""
COMPLETED = {("revoked", "deregister_organisation"), ("licence_withdrawn", "deregister_organisation")}
"""What the office ended is still to be deregistered."""

ALSO_AFTER_THE_END = ("correct_organisation", "leave_serious_list", "propose_retraction", "pass_time")

REFUSED = {
    ("registered", "resume_organisation"): errors.NotSuspended,
    ("suspended", "suspend_organisation"): errors.NotRunning,
    **{
        (state, verb): errors.OrganisationGone
        for state in ("deregistered", "revoked", "licence_withdrawn")
        for verb in VERBS
        if verb not in ALSO_AFTER_THE_END and (state, verb) not in COMPLETED
    },
    **{(state, "leave_serious_list"): credit_errors.NotSeriouslyListed for state in OrganisationStatus},
    **{(state, "end_residency"): errors.NotResident for state in OrganisationStatus},
    **{(s, f"{verb}_retraction"): NoRetractionWaits for s in OrganisationStatus for verb in ("approve", "decline")},
    **{(state, "pass_time"): NothingDue for state in OrganisationStatus if state.has_ended},
}


def in_state(state: str) -> Organisation:
    organisation = listed(an_organisation(), "r-0")
    organisation.status = OrganisationStatus(state)
    organisation.wind(RULES, MONDAY)
    organisation.__dict__.pop("_recorded", None)
    return organisation


def test_every_command_on_an_organisation_is_among_the_verbs() -> None:
    about = (ON_ORGANISATION.name, ON_ENDING.name, ON_REASON.name, ON_SERIOUS_LIST.name)
    assert {one.name for one in COMMANDS if one.target in about or one is pass_time} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(OrganisationStatus))
def test_every_verb_in_every_state_records_an_event_or_is_refused_by_name(state: str, verb: str) -> None:
    organisation = in_state(state)
    expected = REFUSED.get((state, verb))
    if expected is None:
        VERBS[verb](organisation)
        assert told(organisation)
    else:
        with pytest.raises(expected):
            VERBS[verb](organisation)
        assert not organisation.recorded()


def test_register_records_code_and_kind() -> None:
    organisation = Organisation.register("org-1", particulars(), PLACES, ACT, rules=RULES)
    assert told(organisation) == [
        events.OrganisationRegistered(
            "org-1",
            particulars().uscc,
            OrganisationKind.ASSOCIATION,
            OrganisationStatus.REGISTERED,
            particulars().name,
            ACT,
        )
    ]
    assert organisation.status is OrganisationStatus.REGISTERED
    assert organisation.standing is Standing.CLEAR


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"uscc": "51330213MJ90000147"}, errors.CodeTotalDigitWrong),
        ({"kind": OrganisationKind.FOUNDATION}, errors.CodeDoesNotFitKind),
        ({"name": "  "}, errors.NameMissing),
        ({"street_code": "330212001"}, errors.StreetUnknown),
        ({"founded_on": date(2026, 3, 3)}, errors.FoundedInFuture),
        ({"founded_on": date(1949, 12, 31)}, errors.FoundedTooEarly),
    ],
)
def test_register_with_wrong_particulars_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        Organisation.register("org-1", particulars(**changes), PLACES, ACT, rules=RULES)


def with_examples(*fields: Particular, invented: bool = False) -> Organisation:
    return Organisation.register(
        "org-1", particulars(), PLACES, ACT, rules=RULES, invented=invented, invented_fields=fields
    )


def test_a_particular_that_is_corrected_or_changed_is_an_example_no_more() -> None:
    organisation = with_examples(Particular.FOUNDED_ON, Particular.ADDRESS, Particular.USCC)
    assert organisation.invented_fields == (Particular.USCC, Particular.ADDRESS, Particular.FOUNDED_ON)
    organisation.correct(particulars(1, founded_on=date(2016, 1, 1)), PLACES, "查明", ACT, RULES)
    assert organisation.invented_fields == (Particular.USCC, Particular.ADDRESS)
    organisation.change({"address": "新址"}, TODAY, "奉民许5号", ACT, places=PLACES, rules=RULES)
    assert organisation.invented_fields == (Particular.USCC,)


def test_of_an_entry_that_is_an_example_as_a_whole_no_particular_is_marked_again() -> None:
    organisation = with_examples(Particular.USCC, invented=True)
    assert organisation.invented_fields == ()
    right, marked = particulars(1, founded_on=date(2016, 1, 1)), {Particular.FOUNDED_ON}
    organisation.correct(right, PLACES, "查明", ACT, RULES, invented_fields=marked)
    assert (organisation.invented, organisation.invented_fields) == (True, ())


def test_correct_keeps_what_stood_before_with_the_reason() -> None:
    organisation = an_organisation()
    right = particulars(1, name="奉化区锋之社爱心服务协会", founded_on=date(2016, 1, 1))
    organisation.correct(right, PLACES, "抄录错误", ACT, RULES)
    correction = organisation.corrections[0]
    assert organisation.particulars == right
    assert correction.before == particulars(1)
    assert (correction.fields, correction.reason) == (("name", "founded_on"), "抄录错误")
    assert told(organisation) == [events.OrganisationCorrected("org-1", ("name", "founded_on"), right.name, ACT)]


def test_correct_without_a_difference_is_refused() -> None:
    with pytest.raises(errors.NothingChanged):
        an_organisation().correct(particulars(1), PLACES, "", ACT, RULES)


def test_change_to_what_the_register_says_already_is_refused() -> None:
    organisation = an_organisation()
    same = {"address": organisation.particulars.address}
    with pytest.raises(errors.NothingToChange):
        organisation.change(same, TODAY, "奉民许5号", ACT, places=PLACES, rules=RULES)
    assert (organisation.changes, told(organisation)) == ([], [])


def test_correct_to_something_wrong_changes_nothing() -> None:
    organisation = an_organisation()
    with pytest.raises(errors.StreetUnknown):
        organisation.correct(particulars(1, street_code="1"), PLACES, "", ACT, RULES)
    assert organisation.particulars == particulars(1)


def test_two_reasons_open_and_one_cleared_leaves_it_abnormal() -> None:
    organisation = listed(an_organisation(), "r-1", "r-2")
    organisation.credit.clear_reason("r-1", "2023 年度已补报", ACT, RULES)
    assert organisation.standing is Standing.ABNORMAL
    assert told(organisation) == [events.ReasonCleared("org-1", "r-1", 1, OrganisationStatus.REGISTERED, ACT)]


def test_clearing_the_last_reason_restores_the_standing() -> None:
    organisation = listed(an_organisation(), "r-1", "r-2")
    organisation.credit.clear_reason("r-2", "已补报", ACT, RULES)
    organisation.credit.clear_reason("r-1", "已补报", ACT, RULES)
    assert organisation.standing is Standing.CLEAR
    assert told(organisation)[-2:] == [
        events.ReasonCleared("org-1", "r-1", 0, OrganisationStatus.REGISTERED, ACT),
        events.StandingRestored("org-1", OrganisationStatus.REGISTERED, ACT),
    ]
    assert [(r.cleared and r.cleared.by, r.clearing_note) for r in organisation.credit.reasons] == [(LI, "已补报")] * 2


def test_each_missing_year_is_a_reason_of_its_own() -> None:
    organisation = listed(an_organisation(), "r-1", "r-2")
    assert [reason.listing.year for reason in organisation.open_reasons] == [2022, 2023]


def test_list_abnormal_counts_the_open_reasons() -> None:
    organisation = listed(an_organisation(), "r-1")
    organisation.credit.list_abnormal("r-2", UNREACHABLE, ACT, RULES)
    assert told(organisation) == [
        events.OrganisationListedAbnormal("org-1", "r-2", ReasonCode.UNREACHABLE, 2, OrganisationStatus.REGISTERED, ACT)
    ]


def test_the_same_reason_twice_is_refused_until_it_is_cleared() -> None:
    organisation = an_organisation()
    organisation.credit.list_abnormal("r-1", REPORT_2024, ACT, RULES)
    with pytest.raises(errors.ReasonAlreadyOpen):
        organisation.credit.list_abnormal("r-2", REPORT_2024, ACT, RULES)
    organisation.credit.clear_reason("r-1", "已补报", ACT, RULES)
    organisation.credit.list_abnormal("r-2", REPORT_2024, ACT, RULES)
    assert [reason.id for reason in organisation.open_reasons] == ["r-2"]


ORDERS = [ReasonCode.RECTIFICATION_OVERDUE, ReasonCode.PENALISED, ReasonCode.PUBLIC_FUNDRAISING_BREACH]


@pytest.mark.parametrize(
    ("one", "another"),
    [
        (Listing(code, decision_no="奉民罚〔2026〕1号"), Listing(code, decision_no="奉民罚〔2026〕2号"))
        for code in ORDERS
    ]
    + [(Listing(ReasonCode.OTHER, note="一"), Listing(ReasonCode.OTHER, note="二"))],
)
def test_another_order_or_situation_is_a_reason_of_its_own(one: Listing, another: Listing) -> None:
    organisation = an_organisation()
    organisation.credit.list_abnormal("r-1", one, ACT, RULES)
    organisation.credit.list_abnormal("r-2", another, ACT, RULES)
    with pytest.raises(errors.ReasonAlreadyOpen):
        organisation.credit.list_abnormal("r-3", another, ACT, RULES)
    assert [reason.id for reason in organisation.open_reasons] == ["r-1", "r-2"]


@pytest.mark.parametrize("first", [REPORT_2024, UNREACHABLE, Listing(ReasonCode.PARTY_BRANCH_MISSING)])
def test_another_decision_makes_no_second_reason_of_one_report_or_lasting_state(first: Listing) -> None:
    organisation = an_organisation()
    organisation.credit.list_abnormal("r-1", first, ACT, RULES)
    with pytest.raises(errors.ReasonAlreadyOpen):
        organisation.credit.list_abnormal("r-2", replace(first, decision_no="奉民决5号"), ACT, RULES)


@pytest.mark.parametrize(
    ("listing", "error"),
    [
        (Listing(ReasonCode.ANNUAL_REPORT_MISSING), errors.ReasonNeedsYear),
        (Listing(ReasonCode.OTHER, note="  "), errors.ReasonNeedsNote),
    ],
)
def test_list_abnormal_for_an_incomplete_reason_is_refused(listing: Listing, error: type[Exception]) -> None:
    organisation = an_organisation()
    with pytest.raises(error):
        organisation.credit.list_abnormal("r-1", listing, ACT, RULES)


def test_clear_reason_that_is_not_there_is_refused() -> None:
    organisation = listed(an_organisation(), "r-1")
    with pytest.raises(errors.ReasonNotFound):
        organisation.credit.clear_reason("r-9", "", ACT, RULES)


def test_clear_reason_twice_is_refused() -> None:
    organisation = listed(an_organisation(), "r-1")
    organisation.credit.clear_reason("r-1", "已补报", ACT, RULES)
    with pytest.raises(errors.ReasonAlreadyCleared):
        organisation.credit.clear_reason("r-1", "已补报", ACT, RULES)


def test_suspend_until_a_day_that_has_passed_is_refused() -> None:
    organisation = an_organisation()
    with pytest.raises(errors.SuspensionEndsInPast):
        organisation.suspend("奉民决1号", date(2026, 3, 1), ACT, RULES)
    organisation.suspend("奉民决1号", date(2026, 3, 2), ACT, RULES)
    assert organisation.status is OrganisationStatus.SUSPENDED


def test_steps_are_kept_with_their_decisions() -> None:
    organisation = an_organisation()
    organisation.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    organisation.resume("奉民决2号", ACT, RULES)
    organisation.revoke("奉民决3号", ACT, RULES)
    assert [(s.status, s.decision_no, s.until) for s in organisation.steps] == [
        (OrganisationStatus.SUSPENDED, "奉民决1号", date(2026, 9, 1)),
        (OrganisationStatus.REGISTERED, "奉民决2号", None),
        (OrganisationStatus.REVOKED, "奉民决3号", None),
    ]
