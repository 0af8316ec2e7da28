"""Tests of reversing a payment."""

import pytest
from pydantic import ValidationError

from services.grants.commands.pay_instalment import PayInstalment
from services.grants.commands.reverse_payment import ReversePayment
from shared.contracts.grants import ProjectReopened
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import ORGANISATION, a_command_cause, an_event_cause, grants_in_memory
from tests.grants.reactions.stories import Registry, deliver

REVERSE = ReversePayment(project_id="p1", no=1, reason=" 写错了 ")


async def test_reverse_payment_is_done_once() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    await grants.app.give(PayInstalment(project_id="p1", no=1), a_command_cause("pay"))
    for _ in range(2):
        await grants.app.give(REVERSE, a_command_cause())
    project = await grants.projects.get("p1")
    assert project.paid_fen == 0
    [reversal] = project.instalments[0].reversals
    assert (reversal.by, reversal.reason) == ("zizhu", "写错了")


async def test_reverse_payment_of_a_settled_project_tells_so_and_freezes_what_was_missed_meanwhile() -> None:
    grants = await grants_in_memory().with_organisation()
    await grants.with_project("p1", 2_000_000)
    await grants.app.give(PayInstalment(project_id="p1", no=1), a_command_cause("pay"))
    await deliver(grants, *Registry().list("r1", "unreachable").said)
    assert not (await grants.projects.get("p1")).frozen
    await grants.app.give(REVERSE, a_command_cause())
    reopened = ProjectReopened(project_id="p1", organisation_id=ORGANISATION)
    assert grants.projects.published[-1] == reopened
    for _ in range(2):
        await grants.app.reactions[ProjectReopened](reopened, an_event_cause(2, subject="p1"))
    assert (await grants.projects.get("p1")).frozen


async def test_reverse_payment_by_a_registrar_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    with pytest.raises(RoleRequired):
        await grants.app.give(REVERSE, a_command_cause(actor=Actor("dengji", frozenset({"registrar"}))))


def test_reverse_payment_without_a_reason_is_refused() -> None:
    with pytest.raises(ValidationError):
        ReversePayment(project_id="p1", no=1, reason="  ")
