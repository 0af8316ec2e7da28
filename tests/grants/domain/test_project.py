"""Tests of a project: its money, and its freezing."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from services.grants.domain import errors, year_errors
from services.grants.domain.entry import Entry
from services.grants.domain.events import (
    FreezeReasonsChanged,
    InstalmentPaid,
    InstalmentsPlanned,
    ProjectFrozen,
    ProjectOpened,
    ProjectSettled,
    ProjectUnfrozen,
)
from services.grants.domain.instalment import Payment, PlannedPart
from services.grants.domain.project import Project
from services.grants.domain.project_state import ProjectState
from services.grants.domain.report import ReportNeed
from services.grants.domain.standing import LegalState, Standing
from shared.kernel.act import Act
from shared.kernel.calendar import local_instant
from shared.kernel.errors import DomainError
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_grants import (
    CASHIER,
    MONDAY_9AM,
    ORGANISATION,
    a_project,
    an_abnormal_standing,
    an_act,
    an_agreement,
    parts,
    pay,
)


def test_open_of_a_signed_agreement_runs_and_says_so() -> None:
    project = Project.open("p1", "资2026-0001", an_agreement(), Standing(ORGANISATION), an_act())
    assert project.state is ProjectState.RUNNING
    assert not project.frozen
    assert project.unpaid_fen == project.unplanned_fen == 2_000_000
    assert project.recorded() == [ProjectOpened("p1", ORGANISATION, project.number, an_act())]


def test_open_for_a_listed_organisation_is_frozen_in_the_same_moment() -> None:
    standing = an_abnormal_standing("a")
    project = Project.open("p1", "资2026-0001", an_agreement(), standing, an_act())
    assert project.frozen
    assert [type(event) for event in project.recorded()] == [ProjectOpened, ProjectFrozen]


def test_agreement_signed_tomorrow_is_refused_and_today_is_not() -> None:
    agreement = an_agreement()
    agreement.require_signed(agreement.signed_on)
    with pytest.raises(errors.SignedInFuture):
        agreement.require_signed(agreement.signed_on - timedelta(days=1))


def test_agreement_of_a_year_that_cannot_be_meant_is_refused() -> None:
    today = an_agreement().signed_on
    an_agreement(round=today.year + 1).require_signed(today)
    with pytest.raises(year_errors.RoundToCome):
        an_agreement(round=today.year + 2).require_signed(today)
    with pytest.raises(errors.SignedTooLongAgo):
        an_agreement(signed_on=date(1999, 12, 31)).require_signed(today)


@pytest.mark.parametrize("amount", [0, -1])
def test_agreement_without_money_is_refused(amount: int) -> None:
    with pytest.raises(errors.AmountNotPositive):
        an_agreement(amount_fen=amount)


@pytest.mark.parametrize("amount", [0, -1])
def test_plan_of_nothing_is_refused(amount: int) -> None:
    with pytest.raises(errors.AmountNotPositive):
        PlannedPart(amount, an_agreement().signed_on)


def test_plan_instalments_numbers_them_on() -> None:
    project = a_project("p1", 500_000)
    project.plan_instalments(parts(700_000, 800_000), an_act("li"))
    assert [(part.no, part.amount_fen) for part in project.instalments] == [(1, 500_000), (2, 700_000), (3, 800_000)]
    assert project.recorded() == [InstalmentsPlanned("p1", (2, 3), 1_500_000, an_act("li"))]


def test_plan_instalments_over_the_contract_is_refused_whole_with_what_is_left() -> None:
    project = a_project("p1", 1_500_000)
    with pytest.raises(errors.InstalmentsExceedContract) as refused:
        project.plan_instalments(parts(400_000, 100_001), an_act("li"))
    assert "¥5,000.00" in refused.value.sentence("zh")
    assert project.planned_fen == 1_500_000


def test_plan_instalments_of_a_full_plan_is_refused() -> None:
    with pytest.raises(errors.InstalmentsExceedContract):
        a_project("p1", 2_000_000).require_plannable()


def test_plan_instalments_before_signing_is_refused() -> None:
    project = a_project(signed_on=parts(1)[0].due_on.replace(month=7))
    with pytest.raises(errors.InstalmentDueBeforeSigning):
        project.plan_instalments(parts(1), an_act("li"))


@pytest.mark.parametrize(
    "verb",
    [
        lambda project, act: project.plan_instalments(parts(1), act),
        lambda project, act: project.approve_plan(act),
        lambda project, act: project.submit_report(1, "末期报告", "收文 12", act),
    ],
    ids=["plan", "approve", "report"],
)
def test_what_is_said_to_have_been_done_before_the_signing_is_refused(verb: Callable[[Project, Act], None]) -> None:
    project = a_project()
    day_before = local_instant(project.agreement.signed_on - timedelta(days=1), time(23, 59))
    at_midnight = day_before + timedelta(minutes=1)
    project.plan_instalments(parts(500_000, report=ReportNeed.FINAL), an_act("li", occurred_at=at_midnight))
    with pytest.raises(errors.DoneBeforeSigning):
        verb(project, an_act("wang", occurred_at=day_before))
    verb(project, an_act("wang", occurred_at=at_midnight))


def test_plan_instalments_of_a_settled_project_is_refused() -> None:
    project = a_project("p1", 2_000_000)
    pay(project, 1)
    with pytest.raises(errors.ProjectIsSettled):
        project.plan_instalments(parts(1), an_act("li"))


def test_pay_instalment_keeps_who_when_voucher_and_the_masked_account() -> None:
    project = a_project("p1", 500_000, 500_000)
    pay(project, 2)
    assert project.instalments[1].payment == Payment(
        Entry.of(an_act(CASHIER.id)), "PZ-0001", "**** 2345", f"{ORGANISATION}-1"
    )
    assert (project.paid_fen, project.unpaid_fen, project.state) == (500_000, 1_500_000, ProjectState.RUNNING)
    assert project.recorded() == [InstalmentPaid("p1", 2, 500_000, an_act(CASHIER.id))]


def test_pay_instalment_twice_is_refused_and_alters_nothing() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    paid = project.instalments[0].payment
    with pytest.raises(errors.InstalmentAlreadyPaid):
        pay(project, 1, by="somebody-else")
    assert project.instalments[0].payment == paid


@pytest.mark.parametrize("no", [-1, 0, 2])
def test_pay_instalment_that_is_not_planned_is_refused(no: int) -> None:
    with pytest.raises(errors.NoSuchInstalment):
        pay(a_project("p1", 500_000), no)


def test_pay_instalment_that_is_the_last_settles_the_project() -> None:
    project = a_project("p1", 2_000_000)
    pay(project, 1)
    assert project.state is ProjectState.SETTLED
    assert project.recorded()[-1] == ProjectSettled("p1", an_act(CASHIER.id))


def test_follow_an_abnormal_standing_freezes_what_is_unpaid() -> None:
    project = a_project("p1", 500_000, 500_000)
    pay(project, 1)
    project.follow(an_abnormal_standing("report_missing"), MONDAY_9AM)
    assert project.frozen
    assert project.frozen_fen == 1_500_000
    assert project.recorded()[-1] == ProjectFrozen("p1", ORGANISATION, "资2026-0001", ("report_missing",), MONDAY_9AM)
    with pytest.raises(errors.ProjectIsFrozen):
        pay(project, 2)


@pytest.mark.parametrize(
    ("legal", "error"),
    [
        (LegalState.SUSPENDED, errors.OrganisationSuspended),
        (LegalState.DEREGISTERED, errors.OrganisationGone),
        (LegalState.REVOKED, errors.OrganisationGone),
    ],
)
def test_follow_a_legal_state_that_forbids_paying_freezes_and_says_which(
    legal: LegalState, error: type[DomainError]
) -> None:
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    standing = an_abnormal_standing("a")
    standing.change_legally(legal, 1)
    project.follow(standing, MONDAY_9AM)
    assert project.recorded()[-1] == FreezeReasonsChanged("p1", (legal.value, "a"), MONDAY_9AM)
    with pytest.raises(error):
        pay(project, 1)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(ORGANISATION, serious=True, revision=1), "承办组织被列入严重违法失信名单"),
        (an_abnormal_standing("a"), "承办组织被列入活动异常名录"),
        (
            Standing(ORGANISATION, 1, {"r": "a"}, serious=True, revision=1),
            "承办组织被列入严重违法失信名单、承办组织被列入活动异常名录",
        ),
    ],
)
def test_pay_a_frozen_project_says_on_which_list_its_organisation_is(standing: Standing, said: str) -> None:
    project = a_project("p1", 500_000)
    project.follow(standing, MONDAY_9AM)
    with pytest.raises(errors.ProjectIsFrozen) as refused:
        pay(project, 1)
    assert f"项目已冻结：{said}，" in refused.value.sentence("zh")


def test_plan_instalments_many_years_after_the_signing_is_refused() -> None:
    project = a_project()
    with pytest.raises(year_errors.InstalmentDueTooLate):
        project.plan_instalments([PlannedPart(1, date(9999, 12, 31), ReportNeed.NONE)], an_act())
    project.plan_instalments([PlannedPart(1, date(2036, 12, 31), ReportNeed.NONE)], an_act())


def test_plan_instalments_of_a_frozen_project_is_allowed() -> None:
    project = a_project()
    project.follow(an_abnormal_standing("report_missing"), MONDAY_9AM)
    project.plan_instalments(parts(1), an_act("li"))
    assert project.planned_fen == 1


def test_follow_another_reason_tells_nobody_outside() -> None:
    project = a_project()
    project.follow(an_abnormal_standing("a", revision=1), MONDAY_9AM)
    project.follow(an_abnormal_standing("a", "b", revision=2), MONDAY_9AM)
    project.follow(an_abnormal_standing("a", "b", revision=3), MONDAY_9AM)
    frozen, changed = project.recorded()
    assert isinstance(frozen, ProjectFrozen)
    assert changed == FreezeReasonsChanged("p1", ("a", "b"), MONDAY_9AM)
    assert len(project.freezes) == 1


def test_follow_a_restored_standing_releases_the_project() -> None:
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a", revision=1), MONDAY_9AM)
    project.follow(Standing(ORGANISATION, revision=2), MONDAY_9AM)
    assert not project.frozen
    assert project.frozen_fen == 0
    assert project.freezes[0].lifted_at == MONDAY_9AM
    assert project.recorded()[-1] == ProjectUnfrozen("p1", ORGANISATION, "资2026-0001", MONDAY_9AM)
    pay(project, 1)


def test_follow_a_good_standing_of_a_project_that_is_not_frozen_records_nothing() -> None:
    project = a_project()
    project.follow(Standing(ORGANISATION, revision=1), MONDAY_9AM)
    assert project.recorded() == []


def test_follow_an_older_standing_changes_nothing() -> None:
    project = a_project()
    project.follow(Standing(ORGANISATION, revision=2), MONDAY_9AM)
    project.follow(an_abnormal_standing("a", revision=1), MONDAY_9AM)
    project.follow(an_abnormal_standing("a", revision=2), MONDAY_9AM)
    assert not project.frozen


def test_follow_of_a_settled_project_freezes_nothing() -> None:
    project = a_project("p1", 2_000_000)
    pay(project, 1)
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    assert not project.frozen


def test_project_is_within_the_scope_of_its_own_organisation_alone() -> None:
    project = a_project()
    assert project.is_within(Scope.of(ScopeKind.ORGANISATION, "org-other", ORGANISATION))
    assert not project.is_within(Scope.of(ScopeKind.ORGANISATION, "org-other"))
    assert not project.is_within(Scope.of(ScopeKind.BUREAU, ORGANISATION))
