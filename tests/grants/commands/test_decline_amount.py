"""Tests of declining another contract amount."""

import pytest

from services.grants.commands.decline_amount import DeclineAmount
from services.grants.commands.propose_amount import ProposeAmount
from services.grants.domain import errors
from tests.builders_grants import a_command_cause, grants_in_memory

DECLINE = DeclineAmount(project_id="p1")


async def test_decline_amount_leaves_the_contract_and_lets_another_be_proposed() -> None:
    grants = await grants_in_memory().with_project("p1")
    propose = ProposeAmount(project_id="p1", amount_fen=1_800_000, reason="写错")
    await grants.app.give(propose, a_command_cause())
    for _ in range(2):
        await grants.app.give(DECLINE, a_command_cause("decline"))
    project = await grants.projects.get("p1")
    assert (project.agreement.amount_fen, project.waiting_amount) == (2_000_000, None)
    assert not project.amount_corrections[0].approved
    await grants.app.give(propose, a_command_cause("again"))


async def test_decline_amount_when_none_waits_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1")
    with pytest.raises(errors.NoAmountWaits):
        await grants.app.give(DECLINE, a_command_cause())
