"""Tests of cancelling an instalment."""

import pytest
from pydantic import ValidationError

from services.grants.commands.cancel_instalment import CancelInstalment
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import a_command_cause, grants_in_memory

CANCEL = CancelInstalment(project_id="p1", no=1, reason=" 写错了 ")


async def test_cancel_instalment_is_done_once() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    for _ in range(2):
        await grants.app.give(CANCEL, a_command_cause())
    project = await grants.projects.get("p1")
    assert project.planned_fen == 0
    assert project.instalments[0].cancellation is not None
    assert project.instalments[0].cancellation.entry.by == "zizhu"


async def test_cancel_instalment_by_a_registrar_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    with pytest.raises(RoleRequired):
        await grants.app.give(CANCEL, a_command_cause(actor=Actor("dengji", frozenset({"registrar"}))))


def test_cancel_instalment_without_a_reason_is_refused() -> None:
    with pytest.raises(ValidationError):
        CancelInstalment(project_id="p1", no=1, reason="  ")
