"""Tests of recording a payment."""

import pytest

from services.grants.commands.pay_instalment import PayInstalment
from services.grants.domain.errors import InstalmentAlreadyPaid, ProjectIsFrozen
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import MONDAY_9AM, a_command_cause, an_abnormal_standing, grants_in_memory

PAY = PayInstalment(project_id="p1", no=1, voucher_no="PZ-0001")


async def test_pay_instalment_is_recorded_once() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    for _ in range(2):
        await grants.app.give(PAY, a_command_cause())
    project = await grants.projects.get("p1")
    assert project.paid_fen == 500_000
    assert project.instalments[0].payment is not None
    assert project.instalments[0].payment.by == "zizhu"


async def test_pay_instalment_again_by_another_click_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    await grants.app.give(PAY, a_command_cause("first"))
    with pytest.raises(InstalmentAlreadyPaid):
        await grants.app.give(PAY, a_command_cause("second"))


async def test_pay_instalment_of_a_frozen_project_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    standing = an_abnormal_standing("report_missing")
    await grants.projects.change("p1", a_command_cause("freeze"), lambda p: p.follow(standing, MONDAY_9AM))
    with pytest.raises(ProjectIsFrozen):
        await grants.app.give(PAY, a_command_cause())


async def test_pay_instalment_by_a_registrar_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    with pytest.raises(RoleRequired):
        await grants.app.give(PAY, a_command_cause(actor=Actor("dengji", frozenset({"registrar"}))))
