"""Tests of how a project is closed: one proposes, another approves; the contract is paid, open, or released."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.grants.domain import closing_errors, errors
from services.grants.domain.agreement import ContractParty
from services.grants.domain.closing import approve_closing, decline_closing, propose_closing
from services.grants.domain.closing_events import ClosingApproved, ClosingDeclined, ClosingProposed, ProjectClosed
from services.grants.domain.closure import ClosureKind
from services.grants.domain.correcting import approve_correction, propose_correction
from services.grants.domain.events import ProjectReopened
from services.grants.domain.paying import require_payable
from services.grants.domain.project import Project
from services.grants.domain.project_state import ProjectState
from services.grants.domain.standing import LegalState, Standing
from services.grants.project_timeline import Happening, timeline
from tests.builders_grants import (
    HEAD,
    MONDAY_9AM,
    OFFICER,
    ORGANISATION,
    a_project,
    an_account,
    an_act,
    parts,
    pay,
    reverse,
)


def propose(project: Project, kind: ClosureKind = ClosureKind.TERMINATED, returned_fen: int = 0) -> None:
    propose_closing(project, kind, "组织已经撤销，项目不再进行", returned_fen, an_act())


def closed(project: Project, kind: ClosureKind = ClosureKind.TERMINATED, returned_fen: int = 0) -> Project:
    propose(project, kind, returned_fen)
    approve_closing(project, an_act(HEAD.id))
    return project


def adds_up(project: Project) -> bool:
    return project.agreement.amount_fen == project.paid_fen + project.unpaid_fen + project.released_fen


@pytest.mark.parametrize("kind", [*ClosureKind])
def test_closing_keeps_the_contract_and_releases_what_is_unpaid(kind: ClosureKind) -> None:
    project = a_project("p1", 500_000, 700_000)
    pay(project, 1)
    propose(project, kind)
    assert (project.state, project.unpaid_fen, project.released_fen) == (ProjectState.RUNNING, 1_500_000, 0)
    approve_closing(project, an_act(HEAD.id))
    assert project.state.value == kind.value
    assert (project.agreement.amount_fen, project.paid_fen, project.unpaid_fen) == (2_000_000, 500_000, 0)
    assert (project.released_fen, project.unplanned_fen, project.planned_fen) == (1_500_000, 0, 500_000)
    assert adds_up(project)
    told = project.recorded()[-1]
    assert isinstance(told, ProjectClosed)
    assert (told.how, told.released_fen) == (kind.value, 1_500_000)


def test_nobody_approves_the_closing_they_proposed() -> None:
    project = a_project("p1", 500_000)
    propose(project)
    with pytest.raises(errors.SecondPersonRequired):
        approve_closing(project, an_act())


def test_frozen_project_of_a_revoked_organisation_is_closed_and_frozen_no_more() -> None:
    project = a_project("p1", 500_000)
    project.follow(Standing(ORGANISATION, legal=LegalState.REVOKED, revision=1), MONDAY_9AM)
    assert project.frozen
    closed(project)
    assert not project.frozen
    assert (project.frozen_fen, project.released_fen) == (0, 2_000_000)


def test_nothing_is_done_with_a_closed_project() -> None:
    project = closed(a_project("p1", 500_000))
    with pytest.raises(closing_errors.ProjectIsClosed):
        project.plan_instalments(parts(100), an_act())
    with pytest.raises(errors.InstalmentIsCancelled):
        pay(project, 1)
    with pytest.raises(closing_errors.ProjectIsClosed):
        propose(project)
    with pytest.raises(closing_errors.ProjectIsClosed):
        propose_correction(project, None, ContractParty("another", None), "写错", an_act())


def test_nothing_is_paid_while_a_closing_waits_and_it_goes_on_once_declined() -> None:
    project = a_project("p1", 500_000)
    propose(project)
    with pytest.raises(closing_errors.ClosureWaits):
        require_payable(project, 1, an_account(), "caiwu")
    with pytest.raises(closing_errors.ClosureWaits):
        propose(project)
    decline_closing(project, an_act(HEAD.id))
    pay(project, 1)
    assert project.state is ProjectState.RUNNING
    with pytest.raises(closing_errors.NoClosureWaits):
        decline_closing(project, an_act(HEAD.id))


def test_no_more_comes_back_than_was_paid() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    with pytest.raises(closing_errors.ReturnedMoreThanPaid):
        propose(project, returned_fen=500_001)
    closed(project, returned_fen=500_000)
    assert project.closure
    assert project.closure.returned_fen == 500_000
    assert project.paid_fen == 500_000


def test_closing_is_not_of_a_day_before_the_last_payment() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    day_before = an_act(occurred_at=MONDAY_9AM - timedelta(days=1))
    with pytest.raises(closing_errors.ClosedBeforePayment):
        propose_closing(project, ClosureKind.COMPLETED, "已完成", 0, day_before)
    propose(project)


def test_closing_with_more_returned_than_is_still_paid_is_not_approved() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    propose(project, returned_fen=500_000)
    reverse(project, 1)
    with pytest.raises(closing_errors.ReturnedMoreThanPaid):
        approve_closing(project, an_act(HEAD.id))
    assert project.closure is None


def test_closing_waits_for_a_correction_to_be_decided() -> None:
    project = a_project("p1", 500_000)
    propose_correction(project, None, replace(project.agreement.terms, amount_fen=600_000), "写错", an_act())
    with pytest.raises(errors.CorrectionWaits):
        propose(project)
    assert project.closure is None


def test_closing_waits_for_a_reversal_to_be_decided() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    project.propose_reversal(1, "银行退回", an_act("wang"))
    with pytest.raises(errors.ReversalWaits):
        propose(project)


def test_a_payment_taken_back_lets_a_closed_project_run_again() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    closed(project, ClosureKind.COMPLETED)
    reverse(project, 1)
    assert project.closure is None
    assert (project.unpaid_fen, project.released_fen) == (2_000_000, 0)
    assert isinstance(project.recorded()[-1], ProjectReopened)
    closed(project)
    assert project.state is ProjectState.TERMINATED
    assert adds_up(project)


def test_settled_project_is_completed_without_a_rest() -> None:
    project = a_project("p1", 2_000_000)
    pay(project, 1)
    closed(project, ClosureKind.COMPLETED)
    assert (project.state, project.released_fen) == (ProjectState.COMPLETED, 0)


def test_timeline_tells_the_closing_in_two_lines_and_not_the_instalments_it_took_out() -> None:
    project = closed(a_project("p1", 500_000))
    told = [(one.what, one.amount_fen) for one in timeline(project, None)]
    assert (Happening.TERMINATED, 2_000_000) in told
    assert (Happening.CLOSING_PROPOSED, 2_000_000) in told
    assert Happening.CANCELLED not in [what for what, _ in told]


def test_settled_project_has_nothing_left_to_freeze() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    project.follow(Standing(ORGANISATION, serious=True, revision=1), MONDAY_9AM)
    assert project.frozen
    terms = project.agreement.terms
    propose_correction(project, None, replace(terms, amount_fen=500_000), "合同金额写错", an_act())
    approve_correction(project, an_act(HEAD.id))
    assert (project.state, project.frozen, project.frozen_fen) == (ProjectState.SETTLED, False, 0)


def test_it_is_told_who_proposed_a_closing_to_those_who_decide_and_when_it_is_decided() -> None:
    project = a_project("p1", 500_000)
    propose(project)
    decline_closing(project, an_act(HEAD.id))
    closed(project)
    told = [one for one in project.recorded() if isinstance(one, ClosingProposed | ClosingDeclined | ClosingApproved)]
    asked = ClosingProposed("p1", 2_000_000, an_act(), project.number)
    declined = ClosingDeclined("p1", an_act(HEAD.id), project.number, OFFICER.id)
    assert told == [asked, declined, asked, ClosingApproved("p1", an_act(HEAD.id), OFFICER.id)]
