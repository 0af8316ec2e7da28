"""Tests of approving another contract amount: always by a second person."""

import pytest

from services.grants.commands.approve_amount import ApproveAmount
from services.grants.commands.plan_instalments import Part, PlanInstalments
from services.grants.commands.propose_amount import ProposeAmount
from services.grants.domain import errors
from services.grants.domain.project import ProjectState
from shared.kernel.cause import Actor
from tests.builders_grants import Grants, a_command_cause, a_payment, grants_in_memory

APPROVE = ApproveAmount(project_id="p1")
COLLEAGUE = Actor("zizhu-2", frozenset({"grants_officer"}))


async def proposed(amount: int, *instalments: int) -> Grants:
    grants = await grants_in_memory().with_project("p1", *instalments)
    await grants.app.give(ProposeAmount(project_id="p1", amount_fen=amount, reason="写错"), a_command_cause())
    return grants


async def test_approve_amount_by_a_colleague_changes_the_contract_once() -> None:
    grants = await proposed(1_800_000)
    for _ in range(2):
        await grants.app.give(APPROVE, a_command_cause("approve", COLLEAGUE))
    project = await grants.projects.get("p1")
    assert project.agreement.amount_fen == 1_800_000
    assert project.waiting_amount is None
    assert (project.amount_corrections[0].decided_by, project.amount_corrections[0].approved) == ("zizhu-2", True)


async def test_approve_amount_by_whoever_proposed_it_is_refused() -> None:
    grants = await proposed(1_800_000)
    with pytest.raises(errors.SecondPersonRequired):
        await grants.app.give(APPROVE, a_command_cause("approve"))


async def test_approve_amount_when_none_waits_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1")
    with pytest.raises(errors.NoAmountWaits):
        await grants.app.give(APPROVE, a_command_cause("approve", COLLEAGUE))


async def test_approve_amount_below_what_was_planned_meanwhile_is_refused() -> None:
    grants = await proposed(1_800_000)
    part = Part.model_validate({"amount_fen": 1_900_000, "due_on": "2026-06-30"})
    await grants.app.give(PlanInstalments(project_id="p1", parts=[part]), a_command_cause("plan"))
    with pytest.raises(errors.AmountBelowPlan):
        await grants.app.give(APPROVE, a_command_cause("approve", COLLEAGUE))


async def test_approve_amount_that_is_paid_in_full_settles_the_project() -> None:
    grants = await proposed(1_200_000, 1_200_000)
    await grants.projects.change("p1", a_command_cause("pay"), lambda project: project.pay_instalment(1, a_payment()))
    await grants.app.give(APPROVE, a_command_cause("approve", COLLEAGUE))
    assert (await grants.projects.get("p1")).state is ProjectState.SETTLED
