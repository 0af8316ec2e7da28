"""Tests of correcting the agreed amount: one proposes, another decides; a settled project has nothing to correct."""

import pytest

from services.grants.domain import errors
from tests.builders_grants import MONDAY_9AM, a_payment, a_project


def test_propose_amount_of_a_settled_project_is_refused() -> None:
    project = a_project("p1", 2_000_000)
    project.pay_instalment(1, a_payment())
    with pytest.raises(errors.ProjectIsSettled):
        project.propose_amount(1, "x", "zizhu", MONDAY_9AM)


@pytest.mark.parametrize("amount", [2_000_000, 400_000])
def test_propose_amount_unchanged_or_below_the_plan_is_refused(amount: int) -> None:
    project = a_project("p1", 500_000)
    with pytest.raises((errors.AmountUnchanged, errors.AmountBelowPlan)):
        project.propose_amount(amount, "x", "zizhu", MONDAY_9AM)
    assert project.waiting_amount is None


def test_approve_amount_by_a_second_person_changes_it() -> None:
    project = a_project("p1", 500_000)
    project.propose_amount(1_800_000, "x", "zizhu", MONDAY_9AM)
    with pytest.raises(errors.AmountCorrectionWaits):
        project.propose_amount(1_700_000, "x", "zizhu", MONDAY_9AM)
    with pytest.raises(errors.SecondPersonRequired):
        project.approve_amount("zizhu", MONDAY_9AM)
    project.approve_amount("zizhu-2", MONDAY_9AM)
    assert project.agreement.amount_fen == 1_800_000
    with pytest.raises(errors.NoAmountWaits):
        project.approve_amount("zizhu-2", MONDAY_9AM)


def test_approve_amount_that_is_paid_already_settles_the_project() -> None:
    project = a_project("p1", 500_000)
    project.pay_instalment(1, a_payment())
    project.propose_amount(500_000, "x", "zizhu", MONDAY_9AM)
    project.approve_amount("zizhu-2", MONDAY_9AM)
    assert type(project.recorded()[-1]).__name__ == "ProjectSettled"


def test_decline_amount_leaves_it() -> None:
    project = a_project("p1", 500_000)
    project.propose_amount(1_800_000, "x", "zizhu", MONDAY_9AM)
    project.decline_amount("zizhu", MONDAY_9AM)
    assert (project.agreement.amount_fen, project.waiting_amount) == (2_000_000, None)
