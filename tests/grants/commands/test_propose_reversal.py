"""Tests of taking a payment back: proposed, approved or declined, by several people."""

import pytest

from services.grants.commands.approve_reversal import ApproveReversal
from services.grants.commands.decline_reversal import DeclineReversal
from services.grants.commands.propose_reversal import ProposeReversal
from services.grants.domain.errors import InstalmentNotPaid, SecondPersonRequired
from shared.contracts.grants import ProjectReopened
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import CASHIER, HEAD, OFFICER, Grants, a_command_cause, grants_in_memory, pay
from tests.second_person import confirming

PROPOSE = ProposeReversal(project_id="p1", no=1, reason="银行退回")
APPROVE = confirming(ApproveReversal, project_id="p1", no=1)


async def paid(*instalments: int) -> Grants:
    grants = await grants_in_memory().with_project("p1", *instalments)
    await grants.projects.change("p1", a_command_cause("pay"), lambda project: pay(project, 1))
    return grants


async def test_reversal_counts_once_the_head_has_approved_it_and_a_settled_project_tells_that_it_runs_again() -> None:
    grants = await paid(2_000_000)
    await grants.app.give(PROPOSE, a_command_cause("propose", CASHIER))
    assert (await grants.projects.get("p1")).paid_fen == 2_000_000
    for _ in range(2):
        await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    assert (await grants.projects.get("p1")).paid_fen == 0
    assert [type(one) for one in grants.projects.published].count(ProjectReopened) == 1


async def test_approve_reversal_by_whoever_paid_is_refused() -> None:
    grants = await paid(500_000)
    await grants.app.give(PROPOSE, a_command_cause("propose", Actor("wang", CASHIER.roles)))
    with pytest.raises(SecondPersonRequired):
        await grants.app.give(APPROVE, a_command_cause("approve", Actor(CASHIER.id, HEAD.roles)))


async def test_decline_reversal_leaves_the_payment() -> None:
    grants = await paid(500_000)
    await grants.app.give(PROPOSE, a_command_cause("propose", CASHIER))
    await grants.app.give(DeclineReversal(project_id="p1", no=1), a_command_cause("decline", HEAD))
    assert (await grants.projects.get("p1")).paid_fen == 500_000


async def test_propose_reversal_of_what_was_not_paid_or_by_an_officer_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    with pytest.raises(InstalmentNotPaid):
        await grants.app.give(PROPOSE, a_command_cause(actor=CASHIER))
    with pytest.raises(RoleRequired):
        await grants.app.give(PROPOSE, a_command_cause(actor=OFFICER))
