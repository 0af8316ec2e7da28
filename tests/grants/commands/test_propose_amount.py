"""Tests of proposing another contract amount."""

import pytest
from pydantic import ValidationError

from services.grants.commands.propose_amount import ProposeAmount
from services.grants.domain import errors
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import a_command_cause, grants_in_memory

PROPOSE = ProposeAmount(project_id="p1", amount_fen=1_800_000, reason="协议写的是一万八")


async def test_propose_amount_changes_nothing_and_waits() -> None:
    grants = await grants_in_memory().with_project("p1")
    for _ in range(2):
        await grants.app.give(PROPOSE, a_command_cause())
    project = await grants.projects.get("p1")
    assert project.agreement.amount_fen == 2_000_000
    assert [one.after_fen for one in project.amount_corrections] == [1_800_000]
    assert project.waiting_amount is not None
    assert project.waiting_amount.proposed_by == "zizhu"


async def test_propose_amount_by_a_registrar_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1")
    with pytest.raises(RoleRequired):
        await grants.app.give(PROPOSE, a_command_cause(actor=Actor("dengji", frozenset({"registrar"}))))


def test_propose_amount_without_a_reason_is_refused() -> None:
    with pytest.raises(ValidationError):
        ProposeAmount(project_id="p1", amount_fen=1, reason=" ")


@pytest.mark.parametrize(
    ("amount", "error"), [(2_000_000, errors.AmountUnchanged), (1_100_000, errors.AmountBelowPlan)]
)
async def test_propose_amount_that_cannot_be_is_refused(amount: int, error: type[Exception]) -> None:
    grants = await grants_in_memory().with_project("p1", 1_200_000)
    with pytest.raises(error):
        await grants.app.give(PROPOSE.model_copy(update={"amount_fen": amount}), a_command_cause())


async def test_propose_amount_while_another_waits_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1")
    await grants.app.give(PROPOSE, a_command_cause())
    with pytest.raises(errors.AmountCorrectionWaits):
        await grants.app.give(PROPOSE, a_command_cause("command-2"))
