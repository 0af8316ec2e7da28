"""Tests of cancelling an instalment and of reversing a payment."""

from datetime import timedelta

import pytest

from services.grants.domain import errors
from services.grants.domain.entry import Entry
from services.grants.domain.events import InstalmentCancelled, PaymentReversed, ProjectReopened
from services.grants.domain.instalment import Cancellation
from services.grants.domain.project_state import ProjectState
from tests.builders_grants import (
    CASHIER,
    HEAD,
    MONDAY_9AM,
    ORGANISATION,
    a_project,
    an_abnormal_standing,
    an_act,
    parts,
    pay,
    reverse,
)


def test_cancel_instalment_keeps_its_number_and_frees_its_amount() -> None:
    project = a_project("p1", 1_500_000, 500_000)
    project.cancel_instalment(1, "多写了一个零", an_act("li"))
    assert (project.planned_fen, project.unplanned_fen) == (500_000, 1_500_000)
    assert project.recorded() == [InstalmentCancelled("p1", 1, 1_500_000, an_act("li"))]
    project.plan_instalments(parts(150_000), an_act("li"))
    assert [part.no for part in project.instalments] == [1, 2, 3]
    assert project.instalments[0].cancellation == Cancellation(Entry.of(an_act("li")), "多写了一个零")


def test_cancel_instalment_twice_or_pay_it_afterwards_is_refused() -> None:
    project = a_project("p1", 500_000, 500_000)
    project.cancel_instalment(1, "x", an_act("li"))
    with pytest.raises(errors.InstalmentIsCancelled):
        project.cancel_instalment(1, "x", an_act("li"))
    with pytest.raises(errors.InstalmentIsCancelled):
        pay(project, 1)


def test_cancel_instalment_that_is_paid_is_refused() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    with pytest.raises(errors.InstalmentAlreadyPaid) as refused:
        project.cancel_instalment(1, "x", an_act("li"))
    assert "冲销" in refused.value.sentence("zh")


def test_reversal_is_a_new_entry_and_the_instalment_may_be_paid_again() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    paid = project.instalments[0].payment
    reverse(project, 1)
    [reversal] = project.instalments[0].reversals
    assert (reversal.payment, reversal.approved, reversal.reason) == (paid, True, "银行退回")
    assert (project.paid_fen, project.planned_fen) == (0, 500_000)
    assert project.recorded()[-1] == PaymentReversed("p1", 1, 500_000, an_act(HEAD.id))
    pay(project, 1, by="wang")
    reverse(project, 1, by="wang")
    assert [entry.payment.entry.by for entry in project.instalments[0].reversals] == [CASHIER.id, "wang"]


def test_payment_stands_until_a_second_person_has_approved_its_reversal() -> None:
    """Neither who asked for it nor who paid may approve; basis: 财会〔2012〕21号 第十二条."""
    project = a_project("p1", 500_000)
    pay(project, 1)
    project.propose_reversal(1, "银行退回", an_act("wang"))
    assert project.paid_fen == 500_000
    for by in ("wang", CASHIER.id):
        with pytest.raises(errors.SecondPersonRequired):
            project.approve_reversal(1, an_act(by))
    with pytest.raises(errors.ReversalWaits):
        project.propose_reversal(1, "x", an_act("wang"))
    project.decline_reversal(1, an_act("wang"))
    assert (project.paid_fen, project.instalments[0].waiting_reversal) == (500_000, None)
    with pytest.raises(errors.NoReversalWaits):
        project.approve_reversal(1, an_act(HEAD.id))


def test_reversal_of_what_was_not_paid_is_refused() -> None:
    with pytest.raises(errors.InstalmentNotPaid):
        a_project("p1", 500_000).propose_reversal(1, "x", an_act("li"))


def test_money_that_came_back_before_it_went_out_is_refused() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    with pytest.raises(errors.ReversedTooEarly):
        project.propose_reversal(1, "x", an_act("wang", occurred_at=MONDAY_9AM - timedelta(days=1)))


def test_reversal_while_frozen_is_allowed_and_stays_frozen() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    reverse(project, 1)
    assert project.frozen_fen == 2_000_000


def test_reversal_of_a_settled_project_runs_it_again_and_sees_the_standing_afresh() -> None:
    project = a_project("p1", 2_000_000)
    pay(project, 1)
    project.follow(an_abnormal_standing("a", revision=3), MONDAY_9AM)
    reverse(project, 1)
    assert project.state is ProjectState.RUNNING
    assert project.recorded()[-1] == ProjectReopened("p1", ORGANISATION, project.number, an_act(HEAD.id))
    project.follow(an_abnormal_standing("a", revision=3), MONDAY_9AM)
    assert project.frozen
