"""Tests of cancelling an instalment and of reversing a payment."""

import pytest

from services.grants.domain import errors
from services.grants.domain.events import InstalmentCancelled, PaymentReversed, ProjectReopened
from services.grants.domain.instalment import Cancellation, Reversal
from services.grants.domain.project import ProjectState
from tests.builders_grants import (
    MONDAY_9AM,
    OFFICER,
    ORGANISATION,
    a_payment,
    a_project,
    an_abnormal_standing,
    parts,
)


def test_cancel_instalment_keeps_its_number_and_frees_its_amount() -> None:
    project = a_project("p1", 1_500_000, 500_000)
    project.cancel_instalment(1, "多写了一个零", "li", MONDAY_9AM)
    assert (project.planned_fen, project.unplanned_fen) == (500_000, 1_500_000)
    assert project.recorded() == [InstalmentCancelled("p1", 1, 1_500_000, "li", MONDAY_9AM)]
    project.plan_instalments(parts(150_000), "li", MONDAY_9AM)
    assert [part.no for part in project.instalments] == [1, 2, 3]
    assert project.instalments[0].cancellation == Cancellation(MONDAY_9AM, "li", "多写了一个零")


def test_cancel_instalment_twice_or_pay_it_afterwards_is_refused() -> None:
    project = a_project("p1", 500_000, 500_000)
    project.cancel_instalment(1, "x", "li", MONDAY_9AM)
    with pytest.raises(errors.InstalmentIsCancelled):
        project.cancel_instalment(1, "x", "li", MONDAY_9AM)
    with pytest.raises(errors.InstalmentIsCancelled):
        project.pay_instalment(1, a_payment())


def test_cancel_instalment_that_is_paid_is_refused() -> None:
    project = a_project("p1", 500_000)
    project.pay_instalment(1, a_payment())
    with pytest.raises(errors.InstalmentAlreadyPaid) as refused:
        project.cancel_instalment(1, "x", "li", MONDAY_9AM)
    assert "冲销" in refused.value.sentence("zh")


def test_pay_with_everything_unpaid_cancelled_is_refused() -> None:
    project = a_project("p1", 500_000)
    project.cancel_instalment(1, "x", "li", MONDAY_9AM)
    with pytest.raises(errors.NothingToPay):
        project.require_payable()


def test_reverse_payment_is_a_new_entry_and_the_instalment_may_be_paid_again() -> None:
    project = a_project("p1", 500_000)
    project.pay_instalment(1, a_payment())
    project.reverse_payment(1, "银行退回", "li", MONDAY_9AM)
    assert project.instalments[0].reversals == (Reversal(a_payment(), MONDAY_9AM, "li", "银行退回"),)
    assert (project.paid_fen, project.planned_fen) == (0, 500_000)
    assert project.recorded()[-1] == PaymentReversed("p1", 1, 500_000, "li", MONDAY_9AM)
    project.pay_instalment(1, a_payment(by="wang"))
    project.reverse_payment(1, "凭证号写错", "li", MONDAY_9AM)
    assert [entry.payment.by for entry in project.instalments[0].reversals] == [OFFICER.id, "wang"]


def test_reverse_payment_of_what_was_not_paid_is_refused() -> None:
    with pytest.raises(errors.InstalmentNotPaid):
        a_project("p1", 500_000).reverse_payment(1, "x", "li", MONDAY_9AM)


def test_reverse_payment_while_frozen_is_allowed_and_stays_frozen() -> None:
    project = a_project("p1", 500_000)
    project.pay_instalment(1, a_payment())
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    project.reverse_payment(1, "银行退回", "li", MONDAY_9AM)
    assert project.frozen_fen == 2_000_000


def test_reverse_payment_of_a_settled_project_runs_it_again_and_sees_the_standing_afresh() -> None:
    project = a_project("p1", 2_000_000)
    project.pay_instalment(1, a_payment())
    project.follow(an_abnormal_standing("a", revision=3), MONDAY_9AM)
    project.reverse_payment(1, "银行退回", "li", MONDAY_9AM)
    assert project.state is ProjectState.RUNNING
    assert project.recorded()[-1] == ProjectReopened("p1", ORGANISATION, MONDAY_9AM)
    project.follow(an_abnormal_standing("a", revision=3), MONDAY_9AM)
    assert project.frozen
